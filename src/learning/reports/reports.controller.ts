import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { attach, type Written } from '../../kernel/tables/index.js';
import { Course } from '../catalogue/course.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { ReportQuery } from './reports.dto.js';
import { Reports } from './reports.js';

const formats = ['text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const;

@Controller('training-reports')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  /** Your own courses, results and certificates. */
  @Get('mine')
  @May('certify', Enrolment)
  @ApiProduces(...formats)
  async mine(@CurrentActor() actor: Actor, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.mine(actor, format), 'training-record');
  }

  /** The people your party sent, with progress, results and what lapses. */
  @Get('party')
  @May('approve', Enrolment)
  @ApiProduces(...formats)
  async party(@CurrentActor() actor: Actor, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.party(actor, format), 'training-of-our-people');
  }

  /** Who is in a cohort, as far as you may see them. */
  @Get('cohorts/:id')
  @May('read', Cohort)
  @ApiProduces(...formats)
  async cohort(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.cohort(actor, id, format), 'roster');
  }

  /** How many of which party take which course: numbers of five or more, and no names. */
  @Get('counts')
  @May('count', Course)
  @ApiProduces(...formats)
  async counts(@CurrentActor() actor: Actor, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.counts(actor, format), 'training-by-party');
  }
}

async function sent(response: Response, written: Written, name: string): Promise<void> {
  attach(response, written, name);
  await pipeline(written.stream, response);
}
