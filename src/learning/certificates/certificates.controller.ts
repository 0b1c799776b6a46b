import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { give } from '../../kernel/files/index.js';
import { CurrentActor, May, Open } from '../../kernel/http/index.js';
import { Throttle } from '../../identity/index.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Certificate } from './certificate.entity.js';
import { CertificatesQuery, CheckedView, CorrectionInput, CourseCertificateList, CourseCertificateView, EntitlementView, NamesInput, RevocationInput } from './certificates.dto.js';
import { CourseCertificates } from './certificates.js';

@Controller('enrolments/:id/certificate')
export class EnrolmentCertificateController {
  constructor(private readonly certificates: CourseCertificates) {}

  /** The certificate of your enrolment, or whether you can ask for one. */
  @Get()
  @May('certify', Enrolment)
  @SerializeOptions({ type: EntitlementView, strategy: 'excludeAll' })
  entitlement(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EntitlementView> {
    return this.certificates.entitlement(actor, id);
  }

  /** Issues it with the names you give. Asked again, it gives the same one. */
  @Post()
  @HttpCode(200)
  @May('certify', Enrolment)
  @SerializeOptions({ type: CourseCertificateView, strategy: 'excludeAll' })
  issue(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: NamesInput): Promise<CourseCertificateView> {
    return this.certificates.issue(actor, id, input);
  }
}

@Controller('certificates')
@SerializeOptions({ type: CourseCertificateView, strategy: 'excludeAll' })
export class CourseCertificatesController {
  constructor(private readonly certificates: CourseCertificates) {}

  /** Certificates of your own, of those your party sent, or one of your courses by its serial. */
  @Get()
  @May('read', Certificate)
  @SerializeOptions({ type: CourseCertificateList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: CertificatesQuery): Promise<CourseCertificateList> {
    return this.certificates.list(actor, query);
  }

  /** The file as it was issued. */
  @Get(':id/file')
  @May('download', Certificate)
  @ApiProduces('application/pdf')
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await give(request, response, await this.certificates.permit(actor, id));
  }

  /** Ends it with a reason; the public check says so from now on. */
  @Put(':id/revocation')
  @May('revoke', Certificate)
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RevocationInput): Promise<CourseCertificateView> {
    return this.certificates.revoke(actor, id, reason);
  }

  /** Issues a new one with the right name, which supersedes this one. */
  @Put(':id/correction')
  @May('correct', Certificate)
  correct(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: CorrectionInput): Promise<CourseCertificateView> {
    return this.certificates.correct(actor, id, input);
  }
}

@Controller('verify')
export class CertificateCheckController {
  constructor(
    private readonly certificates: CourseCertificates,
    private readonly throttle: Throttle,
  ) {}

  /** Whether a certificate is genuine and current, and all that stands on it. Sixty questions a minute from one place. */
  @Get(':serial')
  @Open('whoever is shown a certificate may check it by its serial, which nobody finds by trying')
  @SerializeOptions({ type: CheckedView, strategy: 'excludeAll' })
  async check(@Param('serial') serial: string, @Req() request: Request): Promise<CheckedView> {
    await this.throttle.question('certificate', request.ip);
    return this.certificates.check(serial);
  }
}
