import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Party } from '../party.entity.js';
import { StandingChange } from './standing-change.entity.js';
import { StandingChangeList, StandingChangesQuery, StandingChangeView, StandingDecisionInput, StandingInput } from './standing.dto.js';
import { Standings } from './standings.js';

@Controller()
@SerializeOptions({ type: StandingChangeView, strategy: 'excludeAll' })
export class StandingsController {
  constructor(private readonly standings: Standings) {}

  /** Proposes to suspend a party, to take it in again, or to withdraw it. Nothing changes until another officer decides. */
  @Post('parties/:code/standing-changes')
  @StepUp()
  @May('standing', Party)
  propose(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() input: StandingInput): Promise<StandingChangeView> {
    return this.standings.propose(actor, code, input);
  }

  /** Changes of standing: all of them for the secretariat, those decided about itself for a party. */
  @Get('standing-changes')
  @May('read', StandingChange)
  @SerializeOptions({ type: StandingChangeList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Query() query: StandingChangesQuery): Promise<StandingChangeList> {
    return { items: await this.standings.list(actor, query), next: null };
  }

  /** Decides a change that another officer proposed. Approved, it acts at once, or on its day. */
  @Put('standing-changes/:id/decision')
  @StepUp()
  @May('decide', StandingChange)
  decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: StandingDecisionInput): Promise<StandingChangeView> {
    return this.standings.decide(actor, id, input);
  }
}
