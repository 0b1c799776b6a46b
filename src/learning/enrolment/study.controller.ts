import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Enrolment } from './enrolment.entity.js';
import { StudyView } from './enrolments.dto.js';
import { LessonQuery, LessonView, ProgressInput, ProgressView } from './study.dto.js';
import { Study } from './study.js';

@Controller('enrolments/:id')
export class StudyController {
  constructor(private readonly study: Study) {}

  /** One enrolment; your own with the outline of the course and how far you are. */
  @Get()
  @May('read', Enrolment)
  @SerializeOptions({ type: StudyView, strategy: 'excludeAll' })
  open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StudyView> {
    return this.study.open(actor, id);
  }

  /** A lesson, step by step. */
  @Get('lessons/:lesson')
  @May('study', Enrolment)
  @SerializeOptions({ type: LessonView, strategy: 'excludeAll' })
  lesson(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string, @Query() { language }: LessonQuery): Promise<LessonView> {
    return this.study.lesson(actor, id, lesson, language);
  }

  /** Keeps your place, on whatever device you go on; and that you read the lesson to its end. */
  @Put('lessons/:lesson/progress')
  @May('study', Enrolment)
  @SerializeOptions({ type: ProgressView, strategy: 'excludeAll' })
  save(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string, @Body() input: ProgressInput): Promise<ProgressView> {
    return this.study.save(actor, id, lesson, input);
  }
}
