import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { RetentionRequest } from './retention-request.entity.js';
import { RetentionRequests } from './retention-requests.js';
import { DueList, DueQuery, ExtensionInput, HeldList, RetentionDecisionInput, RetentionRequestInput, RetentionRequestList, RetentionRequestsQuery, RetentionRequestView, RetentionView } from './retention.dto.js';
import { Retention } from './retention.js';

@Controller('documents/:id')
@SerializeOptions({ type: RetentionView, strategy: 'excludeAll' })
export class DocumentRetentionController {
  constructor(
    private readonly retention: Retention,
    private readonly requests: RetentionRequests,
  ) {}

  /** How long it is kept, and by which rule. Holds and what waits for a second person: for its originator. */
  @Get('retention')
  @May('read', Document)
  of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RetentionView> {
    return this.retention.of(actor, id);
  }

  /** Keeps it longer than the schedule says. */
  @Put('retention/extension')
  @May('retain', Document)
  extend(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ExtensionInput): Promise<RetentionView> {
    return this.retention.extend(actor, id, input);
  }

  /** Asks for a legal hold, its end, or the disposal of the document. Nothing happens until another officer of your party agrees. */
  @Post('retention-requests')
  @StepUp()
  @May('retain', Document)
  @SerializeOptions({ type: RetentionRequestView, strategy: 'excludeAll' })
  ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RetentionRequestInput): Promise<RetentionRequestView> {
    return this.requests.ask(actor, id, input);
  }
}

@Controller()
@SerializeOptions({ type: RetentionRequestView, strategy: 'excludeAll' })
export class RetentionController {
  constructor(
    private readonly retention: Retention,
    private readonly requests: RetentionRequests,
  ) {}

  /** What officers of your party asked for: legal holds, their end, disposals. */
  @Get('retention-requests')
  @May('read', RetentionRequest)
  @SerializeOptions({ type: RetentionRequestList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Query() query: RetentionRequestsQuery): Promise<RetentionRequestList> {
    return { items: await this.requests.list(actor, query), next: null };
  }

  /** Decides as the second person; what is approved is done at once. */
  @Put('retention-requests/:id/decision')
  @StepUp()
  @HttpCode(204)
  @May('decide', RetentionRequest)
  decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RetentionDecisionInput): Promise<void> {
    return this.requests.decide(actor, id, input);
  }

  /** Takes back what you asked for. */
  @Delete('retention-requests/:id')
  @HttpCode(204)
  @May('withdraw', RetentionRequest)
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.requests.withdraw(actor, id);
  }

  /** What of your party falls due within a year, and when it would be disposed of. */
  @Get('retention/due')
  @May('retain', Document)
  @SerializeOptions({ type: DueList, strategy: 'excludeAll' })
  due(@CurrentActor() actor: Actor, @Query() { cursor }: DueQuery): Promise<DueList> {
    return this.retention.due(actor, cursor);
  }

  /** What your party holds. */
  @Get('retention/holds')
  @May('retain', Document)
  @SerializeOptions({ type: HeldList, strategy: 'excludeAll' })
  async held(@CurrentActor() actor: Actor): Promise<HeldList> {
    return { items: await this.retention.held(actor), next: null };
  }
}
