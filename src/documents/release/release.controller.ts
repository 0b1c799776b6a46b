import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Res, SerializeOptions } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { tagged } from '../document.controller.js';
import { DocumentView } from '../document.dto.js';
import { AudienceView, RecallInput, RehearsalInput, RehearsalView, ReleaseInput } from './release.dto.js';
import { ReleaseService } from './release.service.js';

@Controller('documents/:id')
@SerializeOptions({ type: DocumentView, strategy: 'excludeAll' })
export class ReleaseController {
  constructor(private readonly releases: ReleaseService) {}

  /** Who would see it under this marking, party by party with the reason; who would not and why; what changes. Nothing is written. */
  @Post('rehearsals')
  @HttpCode(200)
  @May('rehearse', Document)
  @SerializeOptions({ type: RehearsalView, strategy: 'excludeAll' })
  rehearse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RehearsalInput): Promise<RehearsalView> {
    return this.releases.rehearse(actor, id, input);
  }

  /** Releases, or changes the marking of what is released. Refused with 409 when the audience is no longer the one rehearsed. */
  @Put('release')
  @May('release', Document)
  async release(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @Body() input: ReleaseInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentView> {
    return tagged(response, await this.releases.release(actor, id, seen, input));
  }

  @Put('recall')
  @May('recall', Document)
  async recall(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @Body() input: RecallInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentView> {
    return tagged(response, await this.releases.recall(actor, id, seen, input.reason));
  }

  /** Cancels a stage to come; the later ones pause. */
  @Put('stages/:stage/cancellation')
  @May('release', Document)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('stage', ParseUUIDPipe) stage: string,
    @IfMatch() seen: number,
    @Body() input: RecallInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentView> {
    return tagged(response, await this.releases.cancelStage(actor, id, stage, seen, input.reason));
  }

  /** Who can see it and why, and why each other party cannot. For the originator. */
  @Get('audience')
  @May('audience', Document)
  @SerializeOptions({ type: AudienceView, strategy: 'excludeAll' })
  audience(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AudienceView> {
    return this.releases.audienceOf(actor, id);
  }
}
