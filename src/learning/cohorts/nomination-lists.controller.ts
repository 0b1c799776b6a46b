import { Body, Controller, Get, HttpCode, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { contentDisposition } from '../../kernel/files/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Course } from '../catalogue/course.entity.js';
import { nomineesTemplate } from './nomination-file.js';
import { NominationListInput, NominationListQuery, NominationListView } from './nomination-lists.dto.js';
import { NominationLists } from './nomination-lists.js';

@Controller('nomination-lists')
export class NominationListsController {
  constructor(private readonly lists: NominationLists) {}

  /** A table to fill in. */
  @Get('template')
  @May('nominate', Course)
  @ApiProduces('text/csv')
  template(@Res() response: Response): void {
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': contentDisposition('nominees.csv') }).send(`\ufeff${nomineesTemplate}`);
  }

  /** Sends many people of your party to courses, with a result for each line; a second run of the same table changes nothing. */
  @Post()
  @HttpCode(200)
  @May('nominate', Course)
  @SerializeOptions({ type: NominationListView, strategy: 'excludeAll' })
  send(@CurrentActor() actor: Actor, @Query() { dryRun }: NominationListQuery, @Body() { text }: NominationListInput): Promise<NominationListView> {
    return dryRun === 'true' ? this.lists.rehearse(actor, text) : this.lists.run(actor, text);
  }
}
