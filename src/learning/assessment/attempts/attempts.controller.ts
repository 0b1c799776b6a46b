import { Body, Controller, Get, Param, ParseIntPipe, ParseUUIDPipe, Post, Put, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { Enrolment } from '../../enrolment/enrolment.entity.js';
import { Attempt } from './attempt.entity.js';
import { AnnulmentInput, AttemptView, BeginInput, QuizView, ReviewView, SavedView, SaveInput } from './attempts.dto.js';
import { Attempts } from './attempts.js';
import { sendPicture } from './on-screen.js';

@Controller('enrolments/:id')
export class EnrolmentAttemptsController {
  constructor(private readonly attempts: Attempts) {}

  /** The rules of a quiz or an exam, and what came of earlier attempts. */
  @Get('lessons/:lesson/quiz')
  @May('study', Enrolment)
  @SerializeOptions({ type: QuizView, strategy: 'excludeAll' })
  quiz(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string): Promise<QuizView> {
    return this.attempts.quiz(actor, id, lesson);
  }

  /** Begins an attempt, or goes back to the one that runs. */
  @Post('attempts')
  @May('study', Enrolment)
  @SerializeOptions({ type: AttemptView, strategy: 'excludeAll' })
  begin(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: BeginInput): Promise<AttemptView> {
    return this.attempts.begin(actor, id, input);
  }
}

@Controller('attempts/:id')
@SerializeOptions({ type: AttemptView, strategy: 'excludeAll' })
export class AttemptsController {
  constructor(private readonly attempts: Attempts) {}

  @Get()
  @May('read', Attempt)
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AttemptView> {
    return this.attempts.view(actor, id);
  }

  /** A picture of a question. Its address says nothing of what it shows. */
  @Get('questions/:n/pictures/:which.svg')
  @May('read', Attempt)
  @ApiProduces('image/svg+xml')
  async picture(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('n', ParseIntPipe) n: number, @Param('which') which: string, @Res() response: Response): Promise<void> {
    sendPicture(response, await this.attempts.picture(actor, id, n, which));
  }

  /** Keeps an answer at each change. The stored question decides what fits it; the server's clock decides whether it is in time. */
  @Put('answers/:n')
  @May('save', Attempt)
  @SerializeOptions({ type: SavedView, strategy: 'excludeAll' })
  save(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('n', ParseIntPipe) n: number, @Body() input: SaveInput): Promise<SavedView> {
    return this.attempts.save(actor, id, n, input);
  }

  /** Hands it in, with what is saved. */
  @Put('submission')
  @May('submit', Attempt)
  submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AttemptView> {
    return this.attempts.submit(actor, id);
  }

  /** What was asked, answered and right, as far as this quiz shows it after it closed. */
  @Get('review')
  @May('read', Attempt)
  @SerializeOptions({ type: ReviewView, strategy: 'excludeAll' })
  review(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ReviewView> {
    return this.attempts.review(actor, id);
  }

  /** Has it count no longer, and gives the try back. */
  @Put('annulment')
  @May('annul', Attempt)
  annul(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnnulmentInput): Promise<AttemptView> {
    return this.attempts.annul(actor, id, input.reason);
  }
}
