import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { SupplyModule } from '../supply/supply.module.js';
import { Overview } from './overview.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.js';

@Module({ imports: [CatalogueModule, CohortsModule, AssessmentModule, SupplyModule], controllers: [ReportsController], providers: [Reports, Overview] })
export class ReportsModule {}
