import { Module } from '@nestjs/common';
import { Attendance } from './attendance.js';
import { ClassesController, CohortClassesController } from './classes.controller.js';
import { Classes } from './classes.js';

@Module({ controllers: [CohortClassesController, ClassesController], providers: [Classes, Attendance] })
export class ClassesModule {}
