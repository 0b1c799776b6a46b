import { Column, Entity, PrimaryColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

/** A legal hold, its end, or a disposal. */
export type Deed = 'hold' | 'lift' | 'dispose';
export type RequestDecision = 'approved' | 'refused' | 'withdrawn';

/** What takes two officers of the originator: one asks, another decides. */
@Entity('retention_requests')
export class RetentionRequest {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) documentId!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) deed!: Deed;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'uuid' }) askedBy!: string;
  @Column({ type: 'timestamptz' }) askedAt!: Date;
  @Column({ type: 'text', nullable: true }) decision!: RequestDecision | null;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;

  /** @throws Problem 409 when it was decided already, or by whoever asked */
  decide(decision: RequestDecision, by: string, reason: string | null): void {
    if (this.decision) throw conflict(`This was ${this.decision} already.`);
    if (decision !== 'withdrawn' && by === this.askedBy) throw conflict('You asked for this. It takes a second person: another officer of your party decides.', 'second-person-needed');
    Object.assign(this, { decision, decidedBy: by, decidedAt: new Date(), decisionReason: reason });
  }
}
