import { Expose, Type } from 'class-transformer';

export class WaitingView {
  @Expose() state!: 'nominated' | 'waitlisted' | 'approved' | 'offered';
  @Expose() count!: number;
  /** Working days since the oldest of them. */
  @Expose() oldest!: number;
  /** How many are older than five working days. */
  @Expose() late!: number;
}

export class SeatsView {
  @Expose() cohortId!: string;
  /** Null when the course is not yours to read any more. */
  @Expose() title!: string | null;
  @Expose() centre!: string;
  @Expose() place!: string;
  @Expose() startsOn!: string;
  @Expose() reserved!: number;
  @Expose() max!: number;
  @Expose() used!: number;
  /** Reserved seats nobody took yet, which are for all from the moment of release. */
  @Expose() unclaimed!: number;
  @Expose() releaseAt!: string | null;
  /** Offers that lapse within seven days. */
  @Expose() lapsing!: number;
}

export class LearnerView {
  @Expose() enrolmentId!: string;
  @Expose() name!: string | null;
  @Expose() title!: string | null;
  /** 0 to 1. */
  @Expose() progress!: number;
  @Expose() lastActiveAt!: string | null;
  @Expose() dueOn!: string | null;
  /** Past the day it was due, or the last day of the cohort. */
  @Expose() isOverdue!: boolean;
}

export class ExpiringView {
  @Expose() name!: string | null;
  @Expose() title!: string | null;
  @Expose() expiresOn!: string;
}

export class PartyOverviewView {
  @Expose() @Type(() => WaitingView) waiting!: WaitingView[];
  @Expose() @Type(() => SeatsView) seats!: SeatsView[];
  @Expose() active!: number;
  @Expose() overdue!: number;
  /** Whoever takes part, the overdue and the longest silent first; a hundred at the most. */
  @Expose() @Type(() => LearnerView) learners!: LearnerView[];
  /** Of the last twelve months. */
  @Expose() completed!: number;
  @Expose() failed!: number;
  /** Mean of the results, 0 to 1. */
  @Expose() meanResult!: number | null;
  /** Certificates that lapse within ninety days; two hundred at the most. */
  @Expose() @Type(() => ExpiringView) expiring!: ExpiringView[];
  /** Needs of the party that nothing to come could meet. */
  @Expose() unmetNeeds!: number;
}
