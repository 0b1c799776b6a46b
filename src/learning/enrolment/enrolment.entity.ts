import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

export const enrolmentStates = ['nominated', 'approved', 'offered', 'active', 'completed', 'failed', 'expired', 'removed', 'refused', 'waitlisted', 'lapsed', 'withdrawn'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

/** States that hold a place; of these one person has one in a course. */
export const openStates: readonly EnrolmentState[] = ['nominated', 'approved', 'offered', 'active', 'waitlisted'];

const fraction = { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) };

/** Somebody on a course, from the nomination to the result. Nomination is the enrolment: there is no other paper. */
@Entity('enrolments')
export class Enrolment {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseId!: string;
  /** The version it began with, and stays with. */
  @Column({ type: 'uuid' }) courseVersionId!: string;
  @Column({ type: 'uuid' }) userId!: string;
  /** The party at enrolment: whoever changes party keeps the history, the former focal point keeps what was. */
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) state!: EnrolmentState;
  @Column({ type: 'uuid', nullable: true }) nominatedBy!: string | null;
  @Column({ type: 'uuid', nullable: true }) approvedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  /** Why it was asked for. */
  @Column({ type: 'text' }) motive!: string;
  /** Why it was refused, removed or withdrawn. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** The language it is studied in; another one can be chosen at any step. */
  @Column({ type: 'text', nullable: true }) language!: string | null;
  /** 0 to 1, by the weight of the lessons done. */
  @Column({ type: 'numeric', transformer: fraction }) progress!: number;
  /** 0 to 1; null before it is known. */
  @Column({ type: 'numeric', nullable: true, transformer: fraction }) result!: number | null;
  @Column({ type: 'timestamptz', nullable: true }) completedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) lastActiveAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) cohortId!: string | null;
  @Column({ type: 'text', nullable: true }) centre!: string | null;
  @Column({ type: 'uuid', nullable: true }) staffCircle!: string | null;
  /** Of the staff, those who assess. */
  @Column({ type: 'uuid', nullable: true }) assessorCircle!: string | null;
  @Column({ type: 'text', nullable: true }) seatFrom!: 'quota' | 'pool' | null;
  @Column({ type: 'timestamptz', nullable: true }) offerUntil!: Date | null;
  @Column({ type: 'date', nullable: true }) dueOn!: string | null;
  /** Kept by PostgreSQL: the trainee, the centre, the staff of the cohort. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  get isOpen(): boolean {
    return openStates.includes(this.state);
  }

  /**
   * A focal point of the trainee's party agrees. The place is offered and the trainee accepts it, or it waits for the centre first: `becomes` says which.
   * Where seats are counted, they were taken before. @throws Problem 409
   */
  approve(by: string, at: Date, becomes: 'approved' | 'offered' = 'offered'): void {
    this.mustBe('approved', 'nominated', 'waitlisted');
    Object.assign(this, { state: becomes, approvedBy: by, decidedAt: at });
  }

  /** The centre takes the trainee in, and the place is offered. @throws Problem 409 */
  confirm(): void {
    this.mustBe('confirmed', 'approved');
    this.state = 'offered';
  }

  /** To another cohort of the course, whose seat was taken. Whoever takes part goes on; what was offered is offered there, or waits for the word of its centre. */
  move(becomes: 'approved' | 'offered'): void {
    if (this.state === 'approved' || this.state === 'offered') this.state = becomes;
  }

  /** A focal point agrees and there is no seat: the place on the list is that of the moment. @throws Problem 409 */
  waitFor(by: string, at: Date): void {
    this.mustBe('put on the waiting list', 'nominated');
    if (!this.cohortId) throw conflict('Only a cohort has a waiting list.', 'enrolment-state', { state: this.state });
    Object.assign(this, { state: 'waitlisted', approvedBy: by, decidedAt: at });
  }

  /** A seat became free for the next on the list, who was agreed to before. */
  promote(becomes: 'approved' | 'offered'): void {
    this.mustBe('offered a place', 'waitlisted');
    this.state = becomes;
  }

  /** The offer was not accepted in time. */
  lapse(): void {
    this.mustBe('lapsed', 'offered');
    this.state = 'lapsed';
  }

  /** The centre takes somebody out. */
  remove(reason: string): void {
    this.mustBe('removed', ...openStates);
    Object.assign(this, { state: 'removed', reason });
  }

  refuse(reason: string, at: Date): void {
    this.mustBe('refused', 'nominated', 'waitlisted');
    Object.assign(this, { state: 'refused', decidedAt: at, reason });
  }

  accept(): void {
    this.mustBe('accepted', 'offered');
    this.state = 'active';
  }

  withdraw(reason: string | null): void {
    this.mustBe('withdrawn', ...openStates);
    Object.assign(this, { state: 'withdrawn', reason });
  }

  /** Everything was done that must be. */
  complete(at: Date): void {
    this.mustBe('completed', 'active');
    Object.assign(this, { state: 'completed', completedAt: at });
  }

  /** Every attempt at an examination that must be passed is used. The seat stays taken: it was sat on. */
  fail(): void {
    this.mustBe('failed', 'active');
    this.state = 'failed';
  }

  /** A try was given back. @throws Problem 409 */
  reopen(): void {
    this.mustBe('reopened', 'failed');
    this.state = 'active';
  }

  /** A course that was completed can still be read. @throws Problem 409 */
  mustBeStudied(): void {
    if (this.state === 'failed') throw conflict('Every attempt at an examination of this course is used. Enrol again to take it anew.', 'enrolment-state', { state: this.state });
    if (this.state !== 'active' && this.state !== 'completed') throw conflict(this.state === 'offered' ? 'Accept your place first.' : `This enrolment is ${this.state}.`, 'enrolment-state', { state: this.state });
  }

  private mustBe(what: string, ...states: EnrolmentState[]): void {
    if (!states.includes(this.state)) throw conflict(`This enrolment is ${this.state}, so it cannot be ${what}.`, 'enrolment-state', { state: this.state });
  }
}
