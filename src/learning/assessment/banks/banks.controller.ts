import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { Course } from '../../catalogue/course.entity.js';
import { Bank } from './bank.entity.js';
import { BankView, ItemList, QuestionInput, StatisticsView, WrittenItemView, WrittenQuiz } from './banks.dto.js';
import { Banks } from './banks.js';
import { Quizzes } from './quizzes.js';

@Controller()
@SerializeOptions({ type: WrittenItemView, strategy: 'excludeAll' })
export class BanksController {
  constructor(private readonly banks: Banks) {}

  /** The bank of a course, opened when its author first asks. */
  @Put('courses/:id/bank')
  @May('edit', Course)
  @SerializeOptions({ type: BankView, strategy: 'excludeAll' })
  open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<BankView> {
    return this.banks.open(actor, id);
  }

  @Get('banks/:id/items')
  @May('read', Bank)
  @SerializeOptions({ type: ItemList, strategy: 'excludeAll' })
  items(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ItemList> {
    return this.banks.items(actor, id);
  }

  @Post('banks/:id/items')
  @May('write', Bank)
  add(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: QuestionInput): Promise<WrittenItemView> {
    return this.banks.add(actor, id, input.question);
  }

  /** A question as its author wrote it, with what is right. */
  @Get('items/:id')
  @May('read', Bank)
  item(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<WrittenItemView> {
    return this.banks.item(actor, id);
  }

  /** How it fares in examinations, of all attempts together. */
  @Get('items/:id/statistics')
  @May('read', Bank)
  @SerializeOptions({ type: StatisticsView, strategy: 'excludeAll' })
  statistics(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StatisticsView> {
    return this.banks.statistics(actor, id);
  }

  /** Another version, in force from the next attempt on. Attempts that run keep theirs. */
  @Post('items/:id/versions')
  @May('write', Bank)
  rewrite(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: QuestionInput): Promise<WrittenItemView> {
    return this.banks.rewrite(actor, id, input.question);
  }

  /** Draws it no more. Writing another version brings it back. */
  @Put('items/:id/retirement')
  @May('write', Bank)
  retire(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<WrittenItemView> {
    return this.banks.retire(actor, id);
  }
}

@Controller('lessons/:id/quiz')
@SerializeOptions({ type: WrittenQuiz, strategy: 'excludeAll' })
export class QuizzesController {
  constructor(private readonly quizzes: Quizzes) {}

  /** The blueprint of a quiz, for its authors. */
  @Get()
  @May('edit', Course)
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<WrittenQuiz> {
    return this.quizzes.written(actor, id);
  }

  @Put()
  @May('edit', Course)
  write(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WrittenQuiz): Promise<WrittenQuiz> {
    return this.quizzes.write(actor, id, input);
  }
}
