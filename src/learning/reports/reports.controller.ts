import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, ParseUUIDPipe, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { attach, type Written } from '../../kernel/tables/index.js';
import { Bank } from '../assessment/banks/bank.entity.js';
import { Course } from '../catalogue/course.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { CentreReportQuery, ReportQuery } from './reports.dto.js';
import { TrainingActivity } from '../supply/activity.entity.js';
import { PartyOverviewView } from './overview.dto.js';
import { Overview } from './overview.js';
import { Reports } from './reports.js';

const formats = ['text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const;

@Controller('training-reports')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly overview: Overview,
  ) {}

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

  /** What a focal point for training looks after: who waits and how long, seats, who is late, results, and what lapses. Recorded. */
  @Get('party/overview')
  @May('approve', Enrolment)
  @SerializeOptions({ type: PartyOverviewView, strategy: 'excludeAll' })
  partyOverview(@CurrentActor() actor: Actor): Promise<PartyOverviewView> {
    return this.overview.party(actor);
  }

  /** The seats of your party in every cohort that is open or under way. */
  @Get('seats')
  @May('approve', Enrolment)
  @ApiProduces(...formats)
  async seats(@CurrentActor() actor: Actor, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.seats(actor, format), 'seats');
  }

  /** How a course of your party fares, by the party of its trainees: numbers of five or more. */
  @Get('courses/:id')
  @May('figures', Course)
  @ApiProduces(...formats)
  async course(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.course(actor, id, format), 'course-figures');
  }

  /** How its questions fare in examinations, of all attempts together. */
  @Get('courses/:id/questions')
  @May('read', Bank)
  @ApiProduces(...formats)
  async questions(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.questions(actor, id, format), 'question-figures');
  }

  /** What your centre held since a day: cohorts, days, hours. */
  @Get('centre')
  @May('allot', Cohort)
  @ApiProduces(...formats)
  async centre(@CurrentActor() actor: Actor, @Query() { format, since }: CentreReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.centre(actor, format, since), 'cohorts-of-our-centre');
  }

  /** Whom your centre trained since a day, by the party that sent them: numbers of five or more. */
  @Get('centre/parties')
  @May('allot', Cohort)
  @ApiProduces(...formats)
  async centreParties(@CurrentActor() actor: Actor, @Query() { format, since }: CentreReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.centreParties(actor, format, since), 'participants-by-party');
  }

  /** Training to come with what would be held twice, and needs that nothing meets. */
  @Get('supply')
  @May('read', TrainingActivity)
  @ApiProduces(...formats)
  async supply(@CurrentActor() actor: Actor, @Query() { format }: ReportQuery, @Res() response: Response): Promise<void> {
    await sent(response, await this.reports.supply(actor, format), 'training-needs-and-supply');
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
