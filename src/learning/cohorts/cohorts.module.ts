import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { CohortsController, CourseCohortsController } from './cohorts.controller.js';
import { Cohorts } from './cohorts.js';
import { NominationListsController } from './nomination-lists.controller.js';
import { NominationLists } from './nomination-lists.js';
import { SeatJobs } from './seat-jobs.js';

@Module({
  imports: [CatalogueModule, EnrolmentModule],
  controllers: [CourseCohortsController, CohortsController, NominationListsController],
  providers: [Cohorts, SeatJobs, NominationLists],
  exports: [Cohorts],
})
export class CohortsModule {}
