import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Tlp } from '../../kernel/marking/index.js';
import type { DocumentKind } from '../document-kinds.js';
import type { DocumentState } from '../document.entity.js';
import type { AppliedRule } from './schedule/retention-rule.entity.js';

/** A version that was: its hash tells a copy. */
export interface GoneVersion {
  number: number;
  sha256: string;
  bytes: number;
  mediaType: string;
  uploadedAt: string;
}

/** What is left of a document that was disposed of: neither its title nor what it said. Its id is the document's. */
@Entity('tombstones')
export class Tombstone {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) symbol!: string;
  @Column({ type: 'text' }) kind!: DocumentKind;
  @Column({ type: 'text' }) originator!: string;
  @Column({ type: 'text' }) tlp!: Tlp;
  /** As it was when it was disposed of. */
  @Column({ type: 'text' }) state!: DocumentState;
  /** Whom its marking let read it then, and who had downloaded it before. */
  @Column({ type: 'text', array: true }) readers!: string[];
  @Column({ type: 'text', array: true }) withheldFrom!: string[];
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
  @Column({ type: 'jsonb' }) versions!: GoneVersion[];
  @Column({ type: 'text' }) decided!: 'schedule' | 'officers';
  @Column({ type: 'jsonb', nullable: true }) rule!: AppliedRule | null;
  @Column({ type: 'timestamptz' }) disposedAt!: Date;
}
