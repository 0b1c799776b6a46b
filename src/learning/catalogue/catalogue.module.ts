import { Module } from '@nestjs/common';
import { Catalogue } from './catalogue.js';
import { CoursesController } from './courses.controller.js';

@Module({ controllers: [CoursesController], providers: [Catalogue], exports: [Catalogue] })
export class CatalogueModule {}
