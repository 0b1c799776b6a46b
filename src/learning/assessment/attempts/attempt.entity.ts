import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../../kernel/problems.js';

export type AttemptState = 'in_progress' | 'awaiting_assessor' | 'graded' | 'expired' | 'voided';

/** States in which a try is used. */
export const countedStates: readonly AttemptState[] = ['awaiting_assessor', 'graded', 'expired'];

/** What a section of the blueprint came to. `failed`: a critical question was missed, or less was reached than it takes. */
export interface SectionResult {
  title: string;
  points: number;
  max: number;
  failed: boolean;
}

/** After the deadline, for what was on its way. */
export const graceSeconds = 30;

const fraction = { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) };

/** One try at a quiz or an exam, from the draw to the mark. Only the server's clock and the server's marking count. */
@Entity('attempts')
export class Attempt {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) enrolmentId!: string;
  @Column({ type: 'uuid' }) lessonId!: string;
  @Column({ type: 'uuid' }) userId!: string;
  /** As it stands on the enrolment. */
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'uuid', nullable: true }) staffCircle!: string | null;
  /** Who may mark and annul it; nobody, outside a cohort. */
  @Column({ type: 'uuid', nullable: true }) assessorCircle!: string | null;
  @Column({ type: 'integer' }) number!: number;
  /** Questions in words were asked for in place of those on pictures. */
  @Column({ type: 'boolean' }) inWords!: boolean;
  @Column({ type: 'text' }) state!: AttemptState;
  @Column({ type: 'timestamptz' }) startedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) deadlineAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  /** 0 to 1. */
  @Column({ type: 'numeric', nullable: true, transformer: fraction }) score!: number | null;
  @Column({ type: 'boolean', nullable: true }) passed!: boolean | null;
  @Column({ type: 'jsonb', nullable: true }) sections!: SectionResult[] | null;
  @Column({ type: 'uuid', nullable: true }) voidedBy!: string | null;
  @Column({ type: 'text', nullable: true }) voidedReason!: string | null;
  /** Kept by PostgreSQL: the trainee and the staff of the cohort. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  get isCounted(): boolean {
    return countedStates.includes(this.state);
  }

  /** Whether nothing can be added any more. @param now by the database's clock, in milliseconds */
  isOver(now: number): boolean {
    return this.state !== 'in_progress' || (this.deadlineAt !== null && now >= this.deadlineAt.getTime() + graceSeconds * 1000);
  }

  /** Marks can be given, and mended while nothing was built on them. @throws Problem 409 */
  mustBeMarkable(): void {
    if (!this.isMarkable) throw conflict(this.passed ? 'This attempt is passed, and the course goes on from there.' : 'There is nothing to mark in this attempt now.', 'attempt-state', { state: this.state });
  }

  get isMarkable(): boolean {
    return this.state === 'awaiting_assessor' || (this.state === 'graded' && !this.passed);
  }

  get isAnnullable(): boolean {
    return this.isCounted && !this.passed;
  }

  /** It counts no longer, and the try is given back. @throws Problem 409 */
  annul(by: string, reason: string): void {
    if (this.state === 'voided') throw conflict('This attempt was annulled already.');
    if (this.state === 'in_progress') throw conflict('This attempt is still going on. It can be annulled once it is closed.');
    if (this.passed) throw conflict('This attempt was passed, and the course goes on from there. Revoke the certificate instead.');
    Object.assign(this, { state: 'voided', voidedBy: by, voidedReason: reason });
  }
}

export const attemptClosed = () => conflict('This attempt is closed. What was saved by then counts.', 'attempt-closed', { code: 'ATTEMPT_CLOSED' });
