import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { CopySeal } from './copy-seal.js';
import { OfflineCopiesController } from './offline-copies.controller.js';
import { OfflineCopies } from './offline-copies.js';
import { OutboxController } from './outbox.controller.js';
import { Outbox } from './outbox.js';

@Module({
  imports: [CatalogueModule, EnrolmentModule, AssessmentModule],
  controllers: [OfflineCopiesController, OutboxController],
  providers: [CopySeal, OfflineCopies, Outbox],
})
export class OfflineModule {}
