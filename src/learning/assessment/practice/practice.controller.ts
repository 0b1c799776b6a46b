import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { Enrolment } from '../../enrolment/enrolment.entity.js';
import { sendPicture } from '../attempts/on-screen.js';
import { CorrectionView, PracticeInput, PracticeQuery, PracticeView } from './practice.dto.js';
import { Practice } from './practice.js';

@Controller('enrolments/:id/lessons/:lesson/questions/:code')
export class PracticeController {
  constructor(private readonly practice: Practice) {}

  /** A question that stands in the lesson, drawn with this number. */
  @Get()
  @May('study', Enrolment)
  @SerializeOptions({ type: PracticeView, strategy: 'excludeAll' })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string, @Param('code') code: string, @Query() { draw = '0', language }: PracticeQuery): Promise<PracticeView> {
    return this.practice.question(actor, id, lesson, code, Number(draw), language);
  }

  /** A picture of the question. */
  @Get('pictures/:which.svg')
  @May('study', Enrolment)
  @ApiProduces('image/svg+xml')
  async picture(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string, @Param('code') code: string, @Param('which') which: string, @Res() response: Response): Promise<void> {
    sendPicture(response, await this.practice.picture(actor, id, lesson, code, which));
  }

  /** What an answer was worth, and what is right. Nothing of it is kept. */
  @Post('answers')
  @HttpCode(200)
  @May('study', Enrolment)
  @SerializeOptions({ type: CorrectionView, strategy: 'excludeAll' })
  answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string, @Param('code') code: string, @Body() input: PracticeInput): Promise<CorrectionView> {
    return this.practice.correct(actor, id, lesson, code, input);
  }
}
