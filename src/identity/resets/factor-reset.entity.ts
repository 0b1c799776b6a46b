import { Column, Entity, PrimaryColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

export type ResetDecision = 'approved' | 'refused';

/** Somebody lost what they sign in with. One person asks for new factors, another one decides; neither ever sees or sets a password (SR-12). */
@Entity('factor_resets')
export class FactorReset {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) userId!: string;
  @Column({ type: 'uuid' }) delegationId!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'uuid' }) askedBy!: string;
  @Column({ type: 'timestamptz' }) askedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) decision!: ResetDecision | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;

  /** @throws Problem 409 unless a second person decides, who is not the one concerned */
  decide(by: string, decision: ResetDecision, reason: string): void {
    if (this.decision) throw conflict(`This was ${this.decision} already.`);
    if (by === this.askedBy) throw conflict('You asked for this reset. It takes a second person: another officer of the secretariat decides.', 'second-person-needed');
    if (by === this.userId) throw conflict('This reset is about yourself. Another officer of the secretariat decides.', 'second-person-needed');
    this.decidedBy = by;
    this.decidedAt = new Date();
    this.decision = decision;
    this.decisionReason = reason;
  }
}
