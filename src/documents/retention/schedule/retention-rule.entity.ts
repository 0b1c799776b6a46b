import { Column, Entity, PrimaryColumn } from 'typeorm';
import { conflict } from '../../../kernel/problems.js';
import type { Tlp } from '../../../kernel/marking/index.js';
import type { DocumentKind } from '../../document-kinds.js';
import type { RequestDecision } from '../retention-request.entity.js';

/** What starts the clock: release, recall, expiry; the last change of a draft. */
export type After = 'released' | 'recalled' | 'expired' | 'changed';
/** What happens then: its originator looks at it, or it is disposed of. */
export type Action = 'review' | 'dispose';

/** A rule as it is told of one document. Null is any. */
export interface AppliedRule {
  kind: DocumentKind | null;
  tlp: Tlp | null;
  after: After;
  months: number;
  action: Action;
  forumWide: boolean;
}

/** How long documents are kept: a rule of the forum, or a shorter one of a party for its own. Without months it ends the rule before it. */
@Entity('retention_rules')
export class RetentionRule {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'boolean' }) forumWide!: boolean;
  @Column({ type: 'text', nullable: true }) kind!: DocumentKind | null;
  @Column({ type: 'text', nullable: true }) tlp!: Tlp | null;
  @Column({ type: 'text' }) after!: After;
  @Column({ type: 'integer', nullable: true }) months!: number | null;
  @Column({ type: 'text' }) action!: Action;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'uuid', nullable: true }) proposedBy!: string | null;
  @Column({ type: 'timestamptz' }) proposedAt!: Date;
  @Column({ type: 'text', nullable: true }) decision!: RequestDecision | null;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) replacedAt!: Date | null;

  /** @throws Problem 409 when it was decided already, or by whoever proposed it */
  decide(decision: RequestDecision, by: string, reason: string | null): void {
    if (this.decision) throw conflict(`This was ${this.decision} already.`);
    if (decision !== 'withdrawn' && by === this.proposedBy) throw conflict('You proposed this. It takes a second person: another officer decides.', 'second-person-needed');
    Object.assign(this, { decision, decidedBy: by, decidedAt: new Date(), decisionReason: reason });
  }
}
