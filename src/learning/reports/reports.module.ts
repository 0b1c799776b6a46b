import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.js';

@Module({ imports: [CohortsModule], controllers: [ReportsController], providers: [Reports] })
export class ReportsModule {}
