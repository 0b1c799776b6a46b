import { Module } from '@nestjs/common';
import { CertificateCheckController, CourseCertificatesController, EnrolmentCertificateController } from './certificates/certificates.controller.js';
import { CourseCertificates } from './certificates/certificates.js';
import { Entitlements } from './certificates/entitlements.js';

@Module({
  controllers: [EnrolmentCertificateController, CourseCertificatesController, CertificateCheckController],
  providers: [Entitlements, CourseCertificates],
})
export class LearningModule {}
