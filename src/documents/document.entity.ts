import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { HandlingCaveat, Marking, Tlp } from '../kernel/marking/index.js';
import { conflict, keyDestroyed } from '../kernel/problems.js';
import type { Unreadable } from '../kernel/sealed-texts/index.js';
import type { DocumentKind } from './document-kinds.js';

export type DocumentState = 'draft' | 'released' | 'recalled' | 'expired';

/** A record of the exchange. Born a draft and private to its originator; what its marking and state make of it stands in `readers`. */
@Entity('documents')
export class Document {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** Public reference, 'FP-2026-K7QX3M': drawn by chance, since a count would tell of what is hidden. */
  @Column({ type: 'text' }) symbol!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) kind!: DocumentKind;
  @Column({ type: 'text' }) originator!: string;
  @Column({ type: 'text' }) language!: string;
  /** Languages of its released versions, for the facet. */
  @Column({ type: 'text', array: true }) languages!: string[];
  @Column({ type: 'text' }) abstract!: string;
  @Column({ type: 'text', array: true }) subjects!: string[];
  @Column({ type: 'text', array: true }) partiesConcerned!: string[];
  @Column({ type: 'jsonb' }) details!: Record<string, unknown>;
  @Column({ type: 'boolean' }) personalData!: boolean;
  @Column({ type: 'text' }) state!: DocumentState;
  @Column({ type: 'boolean' }) awaitingRelease!: boolean;
  @Column({ type: 'jsonb', nullable: true }) proposedMarking!: Marking | null;
  @Column({ type: 'text' }) tlp!: Tlp;
  @Column({ type: 'text', array: true }) releasableTo!: string[];
  @Column({ type: 'text', array: true }) recipients!: string[];
  @Column({ type: 'text', array: true }) withheldFrom!: string[];
  /** Ids of grants: circles with an end, made by answering a request for release. */
  @Column({ type: 'text', array: true }) grantedTo!: string[];
  @Column({ type: 'text', array: true }) handlingCaveats!: HandlingCaveat[];
  /** Kept by PostgreSQL from marking and state. */
  @Column({ type: 'boolean', insert: false, update: false }) mayDownload!: boolean;
  @Column({ type: 'boolean', insert: false, update: false }) mayShare!: boolean;
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  /** HMAC over marking, audience and the hashes of its files (SR-43). */
  @Column({ type: 'text', nullable: true }) markingSeal!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid' }) createdBy!: string;
  /** Whose duty the draft became when its author handed over; null while it is the author's own. */
  @Column({ type: 'uuid', nullable: true }) keeper!: string | null;
  /** Title and abstract as words for the index, segmented where the script writes none. */
  @Column({ type: 'text', select: false }) wordsTitle!: string;
  @Column({ type: 'text', select: false }) wordsAbstract!: string;
  /** Title, abstract and details while they are confidential; the columns then say nothing (see DocumentTexts). */
  @Column({ type: 'bytea', nullable: true }) sealed!: Buffer | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;
  /** Why what lies sealed could not be opened. Not kept. */
  unreadable: Unreadable | null = null;

  /** A draft is nobody's but its originator's, TLP:RED is for named persons: their texts lie sealed and in no index. */
  get isConfidential(): boolean {
    return this.state === 'draft' || this.tlp === 'red';
  }

  get marking(): Marking {
    const { tlp, releasableTo, recipients, withheldFrom, handlingCaveats } = this;
    return { tlp, releasableTo, recipients, withheldFrom, handlingCaveats };
  }

  /** Takes effect now: whoever the marking names may read. A release of what is already released changes its marking. */
  release(marking: Marking, at: Date, options: { expiresAt: Date | null; fresh: boolean }): void {
    if (this.state === 'recalled') throw conflict('A recalled document is not released again. Contribute it anew, so that readers see it is another one.');
    this.mark(marking);
    this.expiresAt = options.expiresAt;
    if (this.state !== 'released' || options.fresh) this.releasedAt = at;
    this.state = 'released';
    this.awaitingRelease = false;
    this.proposedMarking = null;
  }

  mark(marking: Marking): void {
    this.tlp = marking.tlp;
    this.releasableTo = marking.releasableTo;
    this.recipients = marking.recipients;
    this.withheldFrom = marking.withheldFrom;
    this.handlingCaveats = marking.handlingCaveats;
  }

  /** Takes it back from everybody but the originator. Copies already downloaded stay where they are; the record says who has one. */
  recall(): void {
    if (this.state !== 'released') throw conflict(`Only a released document can be recalled; this one is ${this.state}.`);
    this.state = 'recalled';
    this.grantedTo = [];
  }

  expire(): void {
    if (this.state === 'released') this.state = 'expired';
  }

  /** @throws Problem 409 unless its description may still change, 410 when its key was destroyed */
  mustBeEditable(): void {
    if (this.unreadable === 'key-destroyed') throw keyDestroyed('The key it was encrypted with was destroyed, so nobody can read it again, and it does not change any more.');
    if (this.state === 'recalled' || this.state === 'expired') throw conflict(`A ${this.state} document does not change any more.`);
  }

  mustBeDraft(what: string): void {
    if (this.state !== 'draft') throw conflict(`Only a draft can be ${what}; this document is ${this.state}.`);
  }
}
