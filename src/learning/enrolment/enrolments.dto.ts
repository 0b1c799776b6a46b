import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Raw } from '../../kernel/http/index.js';
import type { LessonKind } from '../catalogue/lesson.entity.js';
import type { Titles } from '../catalogue/titles.js';
import { enrolmentStates, type EnrolmentState } from './enrolment.entity.js';

export class EnrolmentInput {
  /** Whom a focal point for training sends; yourself when left out. */
  @IsOptional() @IsUUID('4') userId?: string;
  /** Why; read by whoever decides. */
  @IsOptional() @IsString() @MaxLength(2000) motive?: string;
  /** Where the course is held in cohorts: which one. */
  @IsOptional() @IsUUID('4') cohortId?: string;
  /** Of somebody a focal point sends: on the waiting list, should there be no seat. */
  @IsOptional() @IsBoolean() waitingList?: boolean;
}

export class RemovalInput {
  /** Told to the trainee and their focal point. */
  @IsString() @Length(3, 500) reason!: string;
}

export class TransferInput {
  /** Another open cohort of the same course. */
  @IsUUID('4') cohortId!: string;
}

export class RefusalInput {
  /** Told to the trainee. */
  @IsString() @Length(3, 2000) reason!: string;
}

export class WithdrawalInput {
  @IsOptional() @IsString() @Length(3, 2000) reason?: string;
}

export class EnrolmentsQuery {
  /** Your own; those that wait for your decision; all of your party. */
  @IsIn(['mine', 'waiting', 'party']) box!: 'mine' | 'waiting' | 'party';
  @IsOptional() @IsIn(enrolmentStates) state?: EnrolmentState;
  @IsOptional() @IsUUID('4') course?: string;
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

export class EnrolledCourseView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
  @Expose() originator!: string;
  @Expose() minutes!: number;
}

export class TraineeView {
  @Expose() id!: string;
  @Expose() name!: string | null;
}

export class EnrolmentView {
  @Expose() id!: string;
  /** Null when the course is not yours to read any more. */
  @Expose() @Type(() => EnrolledCourseView) course!: EnrolledCourseView | null;
  @Expose() @Type(() => TraineeView) user!: TraineeView;
  @Expose() party!: string;
  @Expose() state!: EnrolmentState;
  @Expose() motive!: string;
  @Expose() reason!: string | null;
  @Expose() isNominated!: boolean;
  @Expose() cohortId!: string | null;
  /** Until when a place of a cohort is offered. */
  @Expose() offerUntil!: string | null;
  /** 0 to 1. */
  @Expose() progress!: number;
  @Expose() result!: number | null;
  /** Minutes of class the staff noted; null where none were. */
  @Expose() verifiedMinutes!: number | null;
  /** Code of the lesson to go on with. */
  @Expose() resume!: string | null;
  @Expose() createdAt!: string;
  @Expose() decidedAt!: string | null;
  @Expose() completedAt!: string | null;
  @Expose() lastActiveAt!: string | null;
  @Expose() allows!: string[];
}

export class EnrolmentList {
  @Expose() @Type(() => EnrolmentView) items!: EnrolmentView[];
  @Expose() next!: string | null;
}

/** A lesson in the outline of somebody who studies it. */
export class StudiedLessonView {
  @Expose() code!: string;
  @Expose() title!: string;
  /** In other languages. */
  @Raw() titles!: Titles;
  @Expose() kind!: LessonKind;
  @Expose() mandatory!: boolean;
  @Expose() minutes!: number;
  @Expose() step!: number | null;
  @Expose() steps!: number | null;
  @Expose() done!: boolean;
  @Expose() score!: number | null;
}

export class StudiedPartView {
  @Expose() number!: number;
  @Expose() title!: string;
  @Raw() titles!: Titles;
  @Expose() @Type(() => StudiedLessonView) lessons!: StudiedLessonView[];
}

export class StudyView extends EnrolmentView {
  @Expose() languages!: string[];
  /** In which they read where there is a choice; null before they chose. */
  @Expose() language!: string | null;
  @Expose() @Type(() => StudiedPartView) outline!: StudiedPartView[];
}
