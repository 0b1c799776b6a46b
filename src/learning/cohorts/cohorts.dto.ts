import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import type { EnrolmentState } from '../enrolment/enrolment.entity.js';
import type { CohortState } from './cohort.entity.js';

const day = /^\d{4}-\d{2}-\d{2}$/;

export class CohortPlanInput {
  @IsString() @MaxLength(200) place!: string;
  @Matches(day) @IsISO8601({ strict: true }) startsOn!: string;
  @Matches(day) @IsISO8601({ strict: true }) endsOn!: string;
  @IsInt() @Min(1) @Max(2000) capacity!: number;
  /** The moment from which reserved seats nobody claimed are for all. */
  @IsOptional() @IsISO8601({ strict: true }) releaseAt?: string;
  /** Days within which an offered place is accepted; 14 when left out. */
  @IsOptional() @IsInt() @Min(1) @Max(90) offerDays?: number;
  /** Whether a place is offered only once the centre confirmed it; with the approval when left out. */
  @IsOptional() @IsBoolean() confirms?: boolean;
}

export class CohortInput extends CohortPlanInput {
  /** Code of the party that runs it; your own when left out. */
  @IsOptional() @Matches(/^[A-Z][A-Z0-9-]{0,19}$/) centre?: string;
}

export class QuotaInput {
  @IsInt() @Min(0) @Max(2000) reserved!: number;
  @IsInt() @Min(1) @Max(2000) max!: number;
}

export class CancellationInput {
  @IsString() @Length(3, 500) reason!: string;
}

export class PostInput {
  @IsIn(['instructor', 'assessor']) post!: 'instructor' | 'assessor';
}

export class QuotaView {
  @Expose() party!: string;
  @Expose() reserved!: number;
  @Expose() max!: number;
  @Expose() used!: number;
}

export class CandidateView {
  @Expose() id!: string;
  @Expose() name!: string | null;
}

export class CandidateList {
  @Expose() @Type(() => CandidateView) items!: CandidateView[];
}

export class StaffView extends CandidateView {
  @Expose() post!: 'instructor' | 'assessor';
}

export class CohortCourseView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
  /** The most seats its originator lets a party have in a cohort. */
  @Expose() partyMax!: number | null;
}

export class CohortView {
  @Expose() id!: string;
  /** Null when the course is not yours to read any more. */
  @Expose() @Type(() => CohortCourseView) course!: CohortCourseView | null;
  @Expose() centre!: string;
  @Expose() place!: string;
  @Expose() startsOn!: string;
  @Expose() endsOn!: string;
  @Expose() capacity!: number;
  @Expose() state!: CohortState;
  @Expose() reason!: string | null;
  @Expose() releaseAt!: string | null;
  @Expose() offerDays!: number;
  /** Whether places wait for the word of the centre before they are offered. */
  @Expose() confirms!: boolean;
  /** Your own enrolment in it, where you have one. */
  @Expose() enrolmentId!: string | null;
  /** For the centre all of them; for others what is their own party's. */
  @Expose() @Type(() => QuotaView) quotas!: QuotaView[];
  /** For the centre alone: who teaches and assesses it today. */
  @Expose() @Type(() => StaffView) staff!: StaffView[];
  /** For the centre alone: seats for all, and how many of them are taken. */
  @Expose() pool!: number | null;
  @Expose() poolUsed!: number | null;
  @Expose() rowVersion!: number;
  @Expose() allows!: string[];
}

export class CohortList {
  @Expose() @Type(() => CohortView) items!: CohortView[];
}

export class RosterEntryView {
  /** Of the enrolment. */
  @Expose() id!: string;
  @Expose() name!: string | null;
  @Expose() party!: string;
  @Expose() state!: EnrolmentState;
  @Expose() seatFrom!: 'quota' | 'pool' | null;
  /** 0 to 1. */
  @Expose() progress!: number;
  @Expose() result!: number | null;
  /** Minutes of class the staff noted; null where none were. */
  @Expose() verifiedMinutes!: number | null;
  /** Place on the waiting list, from 1. */
  @Expose() waiting!: number | null;
  @Expose() allows!: string[];
}

export class RosterView {
  @Expose() @Type(() => RosterEntryView) items!: RosterEntryView[];
}
