import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { give } from '../../kernel/files/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { spent } from '../../kernel/let-go.js';
import { Problem } from '../../kernel/problems.js';
import { Letters } from './letters.js';
import { Nomination } from './nomination.entity.js';
import { NominationCheckInput, LetterQuery, NominationMessageInput, NominationInput, NominationList, NominationsQuery, NominationView, NominationReasonInput } from './nominations.dto.js';
import { Nominations } from './nominations.js';

@Controller('nominations')
@SerializeOptions({ type: NominationView, strategy: 'excludeAll' })
export class NominationsController {
  constructor(
    private readonly nominations: Nominations,
    private readonly letters: Letters,
  ) {}

  /** Nominations of your party, or all of them for an officer of the secretariat. */
  @Get()
  @May('read', Nomination)
  @SerializeOptions({ type: NominationList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: NominationsQuery): Promise<NominationList> {
    return this.nominations.list(actor, query);
  }

  /** Names somebody as a focal point. The letter follows; officers look at it once that is there. */
  @Post()
  @May('nominate', Nomination)
  nominate(@CurrentActor() actor: Actor, @Body() input: NominationInput): Promise<NominationView> {
    return this.nominations.nominate(actor, input);
  }

  @Get(':id')
  @May('read', Nomination)
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NominationView> {
    return this.nominations.one(actor, id);
  }

  /** Sends the letter as the body: PDF, PNG or JPEG, up to 10 MiB. */
  @Put(':id/letter')
  @May('nominate', Nomination)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async send(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { fileName }: LetterQuery, @Req() request: Request): Promise<NominationView> {
    if (request.headers['content-type'] !== 'application/octet-stream') {
      throw new Problem(415, '/problems/unsupported-media-type', 'Unsupported media type', 'Send the file itself as application/octet-stream.');
    }
    const length = request.headers['content-length'];
    await this.letters.receive(actor, id, fileName, spent(request), length === undefined ? null : Number(length));
    return this.nominations.one(actor, id);
  }

  /** The letter. Each reading is recorded before it begins. */
  @Get(':id/letter')
  @May('read', Nomination)
  @ApiProduces('application/octet-stream')
  async letter(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await give(request, response, await this.letters.permit(actor, id));
  }

  /** The sender was verified; how, stands in the note. */
  @Put(':id/check')
  @May('check', Nomination)
  check(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { note }: NominationCheckInput): Promise<NominationView> {
    return this.nominations.check(actor, id, note);
  }

  /** Another officer approves, and the nominee is invited. */
  @Put(':id/approval')
  @May('approve', Nomination)
  @StepUp()
  approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NominationView> {
    return this.nominations.approve(actor, id);
  }

  /** Sends the invitation once more; earlier ones no longer work. */
  @Post(':id/invitations')
  @May('invite', Nomination)
  invite(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NominationView> {
    return this.nominations.invite(actor, id);
  }

  @Put(':id/refusal')
  @May('refuse', Nomination)
  refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: NominationReasonInput): Promise<NominationView> {
    return this.nominations.refuse(actor, id, reason);
  }

  @Put(':id/withdrawal')
  @May('withdraw', Nomination)
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: NominationReasonInput): Promise<NominationView> {
    return this.nominations.withdraw(actor, id, reason);
  }

  /** A question of an officer, or the answer of the party. */
  @Post(':id/messages')
  @HttpCode(200)
  @May('read', Nomination)
  say(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { text }: NominationMessageInput): Promise<NominationView> {
    return this.nominations.say(actor, id, text);
  }
}
