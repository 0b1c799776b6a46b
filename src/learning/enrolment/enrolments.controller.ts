import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Course } from '../catalogue/course.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { Enrolments } from './enrolments.js';
import { EnrolmentInput, EnrolmentList, EnrolmentsQuery, EnrolmentView, RefusalInput, RemovalInput, TraineeView, TransferInput, WithdrawalInput } from './enrolments.dto.js';

@Controller('enrolments')
@SerializeOptions({ type: EnrolmentView, strategy: 'excludeAll' })
export class EnrolmentsController {
  constructor(private readonly enrolments: Enrolments) {}

  /** Your own enrolments, those that wait for your decision, or all of your party. */
  @Get()
  @May('read', Enrolment)
  @SerializeOptions({ type: EnrolmentList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: EnrolmentsQuery): Promise<EnrolmentList> {
    return this.enrolments.list(actor, query);
  }

  /** Sends the nominee of your party to the course: the place is offered at once, or when the centre of the cohort confirms it. */
  @Put(':id/approval')
  @May('approve', Enrolment)
  approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EnrolmentView> {
    return this.enrolments.approve(actor, id);
  }

  /** Agrees, although there is no seat: the next one is theirs, in the order of the list. */
  @Put(':id/waiting')
  @May('waitlist', Enrolment)
  waiting(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EnrolmentView> {
    return this.enrolments.waitlist(actor, id);
  }

  /** Takes in whom a focal point sends to a cohort of your centre: the place is offered to them. */
  @Put(':id/confirmation')
  @May('confirm', Enrolment)
  confirmation(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EnrolmentView> {
    return this.enrolments.confirm(actor, id);
  }

  /** Moves your party's nominee to another cohort of the course. */
  @Put(':id/transfer')
  @May('approve', Enrolment)
  transfer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { cohortId }: TransferInput): Promise<EnrolmentView> {
    return this.enrolments.transfer(actor, id, cohortId);
  }

  /** Takes somebody out of a cohort of your centre. */
  @Put(':id/removal')
  @May('remove', Enrolment)
  removal(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RemovalInput): Promise<EnrolmentView> {
    return this.enrolments.remove(actor, id, reason);
  }

  @Put(':id/refusal')
  @May('refuse', Enrolment)
  refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RefusalInput): Promise<EnrolmentView> {
    return this.enrolments.refuse(actor, id, reason);
  }

  /** Takes the place that was offered to you. */
  @Put(':id/acceptance')
  @May('accept', Enrolment)
  accept(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EnrolmentView> {
    return this.enrolments.accept(actor, id);
  }

  /** Gives your place up, or declines it. */
  @Put(':id/withdrawal')
  @May('withdraw', Enrolment)
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: WithdrawalInput): Promise<EnrolmentView> {
    return this.enrolments.withdraw(actor, id, reason ?? null);
  }
}

@Controller('courses/:id')
export class CourseEnrolmentsController {
  constructor(private readonly enrolments: Enrolments) {}

  /** Begins a course, asks to be sent to it, or as a focal point for training sends somebody of your party. */
  @Post('enrolments')
  @May('enrol', Course)
  @SerializeOptions({ type: EnrolmentView, strategy: 'excludeAll' })
  enrol(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: EnrolmentInput): Promise<EnrolmentView> {
    return this.enrolments.enrol(actor, id, input);
  }

  /** Whom you, as focal point for training, could send to it. */
  @Get('nominees')
  @May('nominate', Course)
  @SerializeOptions({ type: TraineeView, strategy: 'excludeAll' })
  nominees(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<TraineeView[]> {
    return this.enrolments.nominees(actor, id);
  }
}
