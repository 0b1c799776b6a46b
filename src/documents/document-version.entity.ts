import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scan } from '../kernel/scanner/index.js';

/** One file of a document. Immutable but for its scan, its extracted text and the moment it is released. */
@Entity('document_versions')
export class DocumentVersion {
  @PrimaryColumn({ type: 'uuid' }) documentId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  @Column({ type: 'text' }) language!: string;
  @Column({ type: 'text' }) fileName!: string;
  @Column({ type: 'text' }) mediaType!: string;
  /** Octets. `bigint` arrives as text from the driver. */
  @Column({ type: 'bigint', transformer: { from: Number, to: (bytes: number) => bytes } }) bytes!: number;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'text' }) storageKey!: string;
  @Column({ type: 'text' }) scan!: Scan;
  @Column({ type: 'text' }) note!: string;
  @Column({ type: 'text', nullable: true, select: false }) content!: string | null;
  @Column({ type: 'text' }) contentState!: 'pending' | 'unindexed' | 'extracted' | 'none' | 'failed';
  /** Name and note; the columns say nothing. */
  @Column({ type: 'bytea', nullable: true }) sealed!: Buffer | null;
  @Column({ type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
  @Column({ type: 'timestamptz' }) uploadedAt!: Date;
  @Column({ type: 'uuid' }) uploadedBy!: string;
}
