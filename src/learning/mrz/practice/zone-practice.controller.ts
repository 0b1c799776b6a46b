import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { Course } from '../../catalogue/course.entity.js';
import { ZoneAnswerInput, ZoneAnswerView, ZoneExerciseInput, ZoneExerciseView } from './zone-practice.dto.js';
import { ZonePractice } from './zone-practice.js';

@Controller('mrz-exercises')
export class ZonePracticeController {
  constructor(private readonly practice: ZonePractice) {}

  /** An exercise on the machine-readable zone, drawn anew. */
  @Post()
  @May('read', Course)
  @SerializeOptions({ type: ZoneExerciseView, strategy: 'excludeAll' })
  draw(@CurrentActor() actor: Actor, @Body() input: ZoneExerciseInput): ZoneExerciseView {
    return this.practice.draw(actor, input);
  }

  /** Right or wrong, value by value, and why. */
  @Post('answers')
  @HttpCode(200)
  @May('read', Course)
  @SerializeOptions({ type: ZoneAnswerView, strategy: 'excludeAll' })
  answer(@CurrentActor() actor: Actor, @Body() input: ZoneAnswerInput): ZoneAnswerView {
    return this.practice.answer(actor, input);
  }
}
