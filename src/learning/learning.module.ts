import { Module } from '@nestjs/common';
import { AssessmentModule } from './assessment/assessment.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { ClassesModule } from './classes/classes.module.js';
import { CohortsModule } from './cohorts/cohorts.module.js';
import { CourseEntry } from './course-files/index.js';
import { EnrolmentModule } from './enrolment/enrolment.module.js';
import { MaterialsModule } from './materials/materials.module.js';
import { OfflineModule } from './offline/offline.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SupplyModule } from './supply/supply.module.js';
import { ZonePracticeController } from './mrz/practice/zone-practice.controller.js';
import { ZonePractice } from './mrz/practice/zone-practice.js';
import { SpecimensController } from './specimens/specimens.controller.js';
import { PackagesModule } from './packages/packages.module.js';

@Module({
  imports: [CatalogueModule, EnrolmentModule, AssessmentModule, CertificatesModule, CohortsModule, ClassesModule, SupplyModule, ReportsModule, PackagesModule, OfflineModule, MaterialsModule],
  controllers: [SpecimensController, ZonePracticeController],
  providers: [CourseEntry, ZonePractice],
  exports: [CatalogueModule],
})
export class LearningModule {}
