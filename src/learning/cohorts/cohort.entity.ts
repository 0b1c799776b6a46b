import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

export const cohortStates = ['planned', 'open', 'closed', 'running', 'finished', 'cancelled'] as const;
export type CohortState = (typeof cohortStates)[number];

/** What may follow what; the days themselves bring it to running and finished. */
const next: Record<CohortState, readonly CohortState[]> = { planned: ['open', 'cancelled'], open: ['closed', 'cancelled'], closed: ['open', 'cancelled'], running: [], finished: [], cancelled: [] };

/** A course that is held from a day to a day, with seats. */
@Entity('cohorts')
export class Cohort {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', update: false }) courseId!: string;
  @Column({ type: 'uuid', update: false }) courseVersionId!: string;
  @Column({ type: 'text', update: false }) originator!: string;
  /** The party that runs it. */
  @Column({ type: 'text', update: false }) centre!: string;
  /** Who teaches and assesses it stands in this circle until ninety days after its end. */
  @Column({ type: 'uuid', insert: false, update: false }) staffCircle!: string;
  @Column({ type: 'text' }) place!: string;
  @Column({ type: 'date' }) startsOn!: string;
  @Column({ type: 'date' }) endsOn!: string;
  @Column({ type: 'integer' }) capacity!: number;
  /** Seats that are reserved for nobody. */
  @Column({ type: 'integer' }) pool!: number;
  /** Written by the database alone. */
  @Column({ type: 'integer', insert: false, update: false }) poolUsed!: number;
  /** From then on reserved seats nobody claimed are for all. */
  @Column({ type: 'timestamptz', nullable: true }) releaseAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true, insert: false, update: false }) releasedAt!: Date | null;
  /** Days within which an offered place is accepted. */
  @Column({ type: 'integer' }) offerDays!: number;
  /** A place is offered once the centre said so, not with the approval. */
  @Column({ type: 'boolean' }) confirms!: boolean;
  @Column({ type: 'text' }) state!: CohortState;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'timestamptz', update: false }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true, update: false }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** @throws Problem 409 */
  become(state: 'open' | 'closed' | 'cancelled', reason: string | null = null): void {
    if (!next[this.state].includes(state)) throw conflict(`This cohort is ${this.state}, so it cannot be ${state === 'open' ? 'opened' : state}.`, 'cohort-state', { state: this.state });
    Object.assign(this, { state, reason });
  }

  /** @throws Problem 409 once it began, or never will */
  mustBePlannable(): void {
    if (!['planned', 'open', 'closed'].includes(this.state)) throw conflict(`This cohort is ${this.state}; its seats are settled.`, 'cohort-state', { state: this.state });
  }
}
