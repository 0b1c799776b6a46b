import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../../kernel/http/index.js';
import { RetentionRule } from './retention-rule.entity.js';
import { RuleDecisionInput, RuleInput, RuleList, RuleView } from './rules.dto.js';
import { Rules } from './rules.js';

@Controller('retention-rules')
@SerializeOptions({ type: RuleView, strategy: 'excludeAll' })
export class RulesController {
  constructor(private readonly rules: Rules) {}

  /** The schedule: the rules of the forum, those of your own party, and the proposals that wait. */
  @Get()
  @May('read', RetentionRule)
  @SerializeOptions({ type: RuleList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor): Promise<RuleList> {
    return { items: await this.rules.list(actor), next: null };
  }

  /** Proposes a rule, another time for one, or its end. Nothing changes until a second person decides. */
  @Post()
  @StepUp()
  @May('propose', RetentionRule)
  propose(@CurrentActor() actor: Actor, @Body() input: RuleInput): Promise<RuleView> {
    return this.rules.propose(actor, input);
  }

  /** Decides a rule that another officer proposed. What falls due by it is announced thirty days before anything is disposed of. */
  @Put(':id/decision')
  @StepUp()
  @May('decide', RetentionRule)
  decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RuleDecisionInput): Promise<RuleView> {
    return this.rules.decide(actor, id, input);
  }

  /** Takes back what you proposed. */
  @Delete(':id')
  @HttpCode(204)
  @May('withdraw', RetentionRule)
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.rules.withdraw(actor, id);
  }
}
