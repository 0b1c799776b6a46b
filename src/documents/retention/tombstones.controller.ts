import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { contentDisposition } from '../../kernel/files/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Tombstone } from './tombstone.entity.js';
import { CertificateInput, CertificateQuery, TombstoneList, TombstonesQuery, TombstoneView, VerificationView } from './tombstones.dto.js';
import { Tombstones } from './tombstones.js';

@Controller('tombstones')
@SerializeOptions({ type: TombstoneView, strategy: 'excludeAll' })
export class TombstonesController {
  constructor(private readonly tombstones: Tombstones) {}

  /** What your party disposed of. */
  @Get()
  @May('certificate', Tombstone)
  @SerializeOptions({ type: TombstoneList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() { cursor }: TombstonesQuery): Promise<TombstoneList> {
    return this.tombstones.list(actor, cursor);
  }

  /** Checks a certificate of disposal: whether this portal signed it, and that it was not changed since. */
  @Post('verifications')
  @HttpCode(200)
  @May('verify', Tombstone)
  @SerializeOptions({ type: VerificationView, strategy: 'excludeAll' })
  verify(@CurrentActor() actor: Actor, @Body() input: CertificateInput): Promise<VerificationView> {
    return this.tombstones.verify(actor, input);
  }

  /** What is left of a document that was disposed of, for those who could read it. */
  @Get(':id')
  @May('read', Tombstone)
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<TombstoneView> {
    return this.tombstones.one(actor, id);
  }

  /** The certificate of disposal, for its originator. */
  @Get(':id/certificate')
  @May('certificate', Tombstone)
  @ApiProduces('application/pdf', 'application/json')
  async certificate(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { format }: CertificateQuery, @Res() response: Response): Promise<void> {
    const { fileName, mediaType, content } = await this.tombstones.certificate(actor, id, format);
    response.set({ 'Content-Type': mediaType, 'Content-Disposition': contentDisposition(fileName), 'Cache-Control': 'private, no-store' });
    response.send(content);
  }
}
