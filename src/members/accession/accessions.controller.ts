import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { AccessionInput, AccessionList, AccessionsQuery, AccessionView, StepInput, WithdrawalInput } from './accession.dto.js';
import { Accession } from './accession.entity.js';
import { Accessions } from './accessions.js';

@Controller('accessions')
@SerializeOptions({ type: AccessionView, strategy: 'excludeAll' })
export class AccessionsController {
  constructor(private readonly accessions: Accessions) {}

  /** The cases of accession, the open ones first. For the Steering Group's members and the secretariat. */
  @Get()
  @May('read', Accession)
  @SerializeOptions({ type: AccessionList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Query() query: AccessionsQuery): Promise<AccessionList> {
    return { items: await this.accessions.list(actor, query), next: null };
  }

  @Post()
  @May('open', Accession)
  open(@CurrentActor() actor: Actor, @Body() input: AccessionInput): Promise<AccessionView> {
    return this.accessions.open(actor, input);
  }

  @Get(':id')
  @May('read', Accession)
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AccessionView> {
    return this.accessions.one(actor, id);
  }

  /** Enters the next step; the last one sets the membership from a day on. */
  @Post(':id/steps')
  @StepUp()
  @May('step', Accession)
  step(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: StepInput): Promise<AccessionView> {
    return this.accessions.step(actor, id, input);
  }

  @Put(':id/withdrawal')
  @May('withdraw', Accession)
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: WithdrawalInput): Promise<AccessionView> {
    return this.accessions.withdraw(actor, id, reason);
  }
}
