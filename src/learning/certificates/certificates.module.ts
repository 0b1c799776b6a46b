import { Module } from '@nestjs/common';
import { CertificateCheckController, CourseCertificatesController, EnrolmentCertificateController } from './certificates.controller.js';
import { CourseCertificates } from './certificates.js';
import { Entitlements } from './entitlements.js';

@Module({
  controllers: [EnrolmentCertificateController, CourseCertificatesController, CertificateCheckController],
  providers: [Entitlements, CourseCertificates],
})
export class CertificatesModule {}
