import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Delegation } from '../people/delegation.entity.js';
import { FactorReset } from './factor-reset.entity.js';
import { ResetDecisionInput, ResetInput, ResetList, ResetsQuery, ResetView } from './resets.dto.js';
import { Resets } from './resets.js';

@Controller()
@SerializeOptions({ type: ResetView, strategy: 'excludeAll' })
export class ResetsController {
  constructor(private readonly resets: Resets) {}

  /** Asks for new factors for one of your people who lost theirs. Nothing changes until an officer of the secretariat agrees. */
  @Post('people/:id/resets')
  @May('reset', Delegation)
  @StepUp()
  ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ResetInput): Promise<ResetView> {
    return this.resets.ask(actor, id, reason);
  }

  /** Resets asked for: of your own people, or for officers of the secretariat everybody's. */
  @Get('resets')
  @May('read', FactorReset)
  @SerializeOptions({ type: ResetList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: ResetsQuery): Promise<ResetList> {
    return this.resets.list(actor, query);
  }

  /** Approves or refuses. Whoever asked, and whoever it is about, does not decide: 409. */
  @Put('resets/:id/decision')
  @May('decide', FactorReset)
  @StepUp()
  decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ResetDecisionInput): Promise<ResetView> {
    return this.resets.decide(actor, id, input);
  }
}
