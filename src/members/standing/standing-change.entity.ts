import { Column, Entity, PrimaryColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';
import type { Standing } from '../party.entity.js';

/** A party is to be suspended, taken in again or withdrawn: proposed by one officer of the secretariat, decided by another. */
@Entity('standing_changes')
export class StandingChange {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) standing!: Standing;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) basis!: string;
  @Column({ type: 'text', nullable: true }) document!: string | null;
  @Column({ type: 'date', nullable: true }) documentDate!: string | null;
  /** The day it is meant for. */
  @Column({ type: 'date' }) since!: string;
  @Column({ type: 'uuid' }) proposedBy!: string;
  @Column({ type: 'timestamptz' }) proposedAt!: Date;
  @Column({ type: 'text', nullable: true }) decision!: 'approved' | 'refused' | null;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
  /** The day on which it acts; never before it was decided. */
  @Column({ type: 'date', nullable: true }) actsOn!: string | null;

  /** @param today the day of the decision: what was meant for an earlier one acts now */
  decide(decision: 'approved' | 'refused', by: string, reason: string | null, today: string): void {
    if (this.decision) throw conflict(`This change was ${this.decision} already.`);
    Object.assign(this, { decision, decidedBy: by, decidedAt: new Date(), decisionReason: reason, actsOn: decision === 'approved' ? (this.since > today ? this.since : today) : null });
  }
}
