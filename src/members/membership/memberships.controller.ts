import { Body, Controller, Get, Param, Post, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Party } from '../party.entity.js';
import { HistoryView, MembershipInput } from './membership.dto.js';
import { Memberships } from './memberships.js';

@Controller('parties/:code')
@SerializeOptions({ type: HistoryView, strategy: 'excludeAll' })
export class MembershipsController {
  constructor(private readonly memberships: Memberships) {}

  /** How a party came to stand where it stands. */
  @Get('history')
  @May('read', Party)
  history(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<HistoryView> {
    return this.memberships.history(actor, code);
  }

  /** Records a decision on its membership of a body. It acts by itself on the day it begins. */
  @Post('memberships')
  @StepUp()
  @May('membership', Party)
  decide(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() input: MembershipInput): Promise<HistoryView> {
    return this.memberships.decide(actor, code, input);
  }
}
