import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Party } from '../party.entity.js';
import { KeyRequest } from './key-request.entity.js';
import { KeyRequests } from './key-requests.js';
import { KeyConfirmationInput, KeyRequestInput, PartyKeysList, PartyKeysView } from './keys.dto.js';
import { PartyKeys } from './party-keys.js';
import { Rotations } from './rotations.js';

@Controller()
@SerializeOptions({ type: PartyKeysView, strategy: 'excludeAll' })
export class KeysController {
  constructor(
    private readonly keys: PartyKeys,
    private readonly rotations: Rotations,
    private readonly requests: KeyRequests,
  ) {}

  /** The keys of all parties: when they were made and in which state they are; how many files they open is told to their party alone. */
  @Get('party-keys')
  @May('keys', Party)
  @SerializeOptions({ type: PartyKeysList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor): Promise<PartyKeysList> {
    return { items: await this.keys.list(actor) };
  }

  /** The keys of one party, how far a rotation is, and what was asked for. */
  @Get('parties/:code/keys')
  @May('keys', Party)
  one(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<PartyKeysView> {
    return this.keys.one(actor, code);
  }

  /** Gives the party a new key and wraps under it, file by file, what the old one wrapped. Nothing is unreadable meanwhile. */
  @Post('parties/:code/key-rotations')
  @StepUp()
  @May('rotate-keys', Party)
  async rotate(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<PartyKeysView> {
    await this.rotations.begin(actor, code);
    return this.keys.one(actor, code);
  }

  /** Asks that the keys of the party be destroyed, or made anew after that. Nothing happens until a second person confirms it. */
  @Post('parties/:code/key-requests')
  @StepUp()
  @May('request-keys', Party)
  async ask(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() input: KeyRequestInput): Promise<PartyKeysView> {
    await this.requests.ask(actor, code, input);
    return this.keys.one(actor, code);
  }

  /** Confirms what another person asked for. A destruction takes effect after the waiting time, and can be stopped until then. */
  @Put('key-requests/:id/confirmation')
  @StepUp()
  @May('confirm', KeyRequest)
  async confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { confirmation }: KeyConfirmationInput): Promise<PartyKeysView> {
    return this.keys.one(actor, await this.requests.confirm(actor, id, confirmation));
  }

  /** Stops it before it takes effect. */
  @Delete('key-requests/:id')
  @HttpCode(204)
  @May('stop', KeyRequest)
  stop(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.requests.stop(actor, id);
  }
}
