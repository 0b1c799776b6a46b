import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { CohortsController, CourseCohortsController } from './cohorts.controller.js';
import { Cohorts } from './cohorts.js';
import { SeatJobs } from './seat-jobs.js';

@Module({
  imports: [CatalogueModule, EnrolmentModule],
  controllers: [CourseCohortsController, CohortsController],
  providers: [Cohorts, SeatJobs],
})
export class CohortsModule {}
