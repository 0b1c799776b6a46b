import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { AssessedList, AttemptsQuery, MarkingView, MarksInput } from './assessing.dto.js';
import { Assessing } from './assessing.js';
import { Attempt } from './attempt.entity.js';

@Controller('attempts')
@SerializeOptions({ type: MarkingView, strategy: 'excludeAll' })
export class AssessingController {
  constructor(private readonly assessing: Assessing) {}

  /** Attempts of the cohorts you teach: those that wait for your marks, or all. */
  @Get()
  @May('read', Attempt)
  @SerializeOptions({ type: AssessedList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: AttemptsQuery): Promise<AssessedList> {
    return this.assessing.list(actor, query);
  }

  /** What there is to mark in it, by which rubric. */
  @Get(':id/marking')
  @May('grade', Attempt)
  sheet(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MarkingView> {
    return this.assessing.sheet(actor, id);
  }

  /** Gives your marks, and with them the result. Those given before stay in the record. */
  @Post(':id/grades')
  @May('grade', Attempt)
  assess(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { questions }: MarksInput): Promise<MarkingView> {
    return this.assessing.assess(actor, id, questions);
  }
}
