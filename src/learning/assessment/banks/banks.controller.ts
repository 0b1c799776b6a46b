import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { Course } from '../../catalogue/course.entity.js';
import { Bank } from './bank.entity.js';
import { BankList, BankView, ItemList, ItemsQuery, QuestionInput, StatisticsView, VersionList, WrittenItemView, WrittenQuiz, WrittenVersionView } from './banks.dto.js';
import { Banks } from './banks.js';
import { Items } from './items.js';
import { Quizzes } from './quizzes.js';
import { TrialDraws } from './trial-draws.js';
import { QuizFiguresView, TrialDrawInput, TrialDrawView, TrialInput, TrialView } from './trials.dto.js';
import { Trials } from './trials.js';

@Controller()
@SerializeOptions({ type: WrittenItemView, strategy: 'excludeAll' })
export class BanksController {
  constructor(
    private readonly banks: Banks,
    private readonly found: Items,
    private readonly trials: Trials,
  ) {}

  /** The banks of one's own party. */
  @Get('banks')
  @May('read', Bank)
  @SerializeOptions({ type: BankList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor): Promise<BankList> {
    return this.found.banksOf(actor);
  }

  @Get('banks/:id')
  @May('read', Bank)
  @SerializeOptions({ type: BankView, strategy: 'excludeAll' })
  bank(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<BankView> {
    return this.found.bank(actor, id);
  }

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
  items(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: ItemsQuery): Promise<ItemList> {
    return this.found.list(actor, id, query);
  }

  /** A question as a trainee would see it, and what an answer to it would be worth. It need not be kept yet; nothing of the trial is. */
  @Post('banks/:id/trials')
  @HttpCode(200)
  @May('read', Bank)
  @SerializeOptions({ type: TrialView, strategy: 'excludeAll' })
  try(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: TrialInput): Promise<TrialView> {
    return this.trials.try(actor, id, input);
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
    return this.found.item(actor, id);
  }

  /** How it fares in examinations, of all attempts together. */
  @Get('items/:id/statistics')
  @May('read', Bank)
  @SerializeOptions({ type: StatisticsView, strategy: 'excludeAll' })
  statistics(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StatisticsView> {
    return this.found.statistics(actor, id);
  }

  @Get('items/:id/versions')
  @May('read', Bank)
  @SerializeOptions({ type: VersionList, strategy: 'excludeAll' })
  versions(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<VersionList> {
    return this.found.versions(actor, id);
  }

  /** A question as its author wrote it then. */
  @Get('items/:id/versions/:number')
  @May('read', Bank)
  @SerializeOptions({ type: WrittenVersionView, strategy: 'excludeAll' })
  version(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('number', ParseIntPipe) number: number): Promise<WrittenVersionView> {
    return this.found.version(actor, id, number);
  }

  /** Another version, in force from the next attempt on. Attempts that run keep theirs. */
  @Post('items/:id/versions')
  @May('write', Bank)
  rewrite(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: QuestionInput): Promise<WrittenItemView> {
    return this.banks.rewrite(actor, id, input);
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
  constructor(
    private readonly quizzes: Quizzes,
    private readonly draws: TrialDraws,
  ) {}

  /** The blueprint of a quiz, for its authors and those who publish it. */
  @Get()
  @May('review', Course)
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<WrittenQuiz> {
    return this.quizzes.written(actor, id);
  }

  @Put()
  @May('edit', Course)
  write(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WrittenQuiz): Promise<WrittenQuiz> {
    return this.quizzes.write(actor, id, input);
  }

  /** What these sections find in the bank, and one drawing by them. Nothing of it is kept. */
  @Post('draws')
  @HttpCode(200)
  @May('review', Course)
  @SerializeOptions({ type: TrialDrawView, strategy: 'excludeAll' })
  draw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: TrialDrawInput): Promise<TrialDrawView> {
    return this.draws.draw(actor, id, input);
  }

  /** How it fares, of all attempts together, as a whole and by its sections. */
  @Get('statistics')
  @May('review', Course)
  @SerializeOptions({ type: QuizFiguresView, strategy: 'excludeAll' })
  statistics(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<QuizFiguresView> {
    return this.draws.statistics(actor, id);
  }
}
