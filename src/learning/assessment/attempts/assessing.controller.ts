import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { AssessedList, AttemptsQuery, MarkDraftInput, MarkDraftView, MarkingView, MarksInput } from './assessing.dto.js';
import { Assessing } from './assessing.js';
import { Attempt } from './attempt.entity.js';
import { MarkDrafts } from './mark-drafts.js';

@Controller('attempts')
@SerializeOptions({ type: MarkingView, strategy: 'excludeAll' })
export class AssessingController {
  constructor(
    private readonly assessing: Assessing,
    private readonly drafts: MarkDrafts,
  ) {}

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
  assess(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { questions, seen }: MarksInput): Promise<MarkingView> {
    return this.assessing.assess(actor, id, questions, seen);
  }

  /** Keeps marks you have not given yet. Nobody else is shown them. */
  @Put(':id/grades/draft')
  @May('grade', Attempt)
  @SerializeOptions({ type: MarkDraftView, strategy: 'excludeAll' })
  keep(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: MarkDraftInput): Promise<MarkDraftView> {
    return this.drafts.keep(actor, id, input);
  }

  @Delete(':id/grades/draft')
  @HttpCode(204)
  @May('grade', Attempt)
  discard(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.drafts.discard(actor, id);
  }
}
