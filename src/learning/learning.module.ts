import { Module } from '@nestjs/common';
import { AssessmentModule } from './assessment/assessment.module.js';
import { CertificateCheckController, CourseCertificatesController, EnrolmentCertificateController } from './certificates/certificates.controller.js';
import { CourseCertificates } from './certificates/certificates.js';
import { Entitlements } from './certificates/entitlements.js';
import { CourseEntry } from './course-files/index.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { EnrolmentModule } from './enrolment/enrolment.module.js';
import { SpecimensController } from './specimens/specimens.controller.js';

@Module({
  imports: [CatalogueModule, EnrolmentModule, AssessmentModule],
  controllers: [EnrolmentCertificateController, CourseCertificatesController, CertificateCheckController, SpecimensController],
  providers: [Entitlements, CourseCertificates, CourseEntry],
})
export class LearningModule {}
