import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { CourseEnrolmentsController, EnrolmentsController } from './enrolments.controller.js';
import { Enrolments } from './enrolments.js';
import { Seats } from './seats.js';
import { Progress } from './progress.js';
import { StudyController } from './study.controller.js';
import { Study } from './study.js';

@Module({
  imports: [CatalogueModule],
  controllers: [CourseEnrolmentsController, EnrolmentsController, StudyController],
  providers: [Enrolments, Progress, Seats, Study],
  exports: [Enrolments, Progress, Seats, Study],
})
export class EnrolmentModule {}
