import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Delivery } from '../kernel/files/index.js';
import type { Rejection } from '../kernel/inspection/index.js';
import type { Scan } from '../kernel/scanner/index.js';

export type KeptRejection = Rejection & { sealed?: string };

/** One file of a document. Immutable but for what its inspections find, its extracted text and the moment it is released. */
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
  /** Why it was not taken. The name of a part of an archive lies sealed in it. */
  @Column({ type: 'jsonb', nullable: true }) rejection!: KeptRejection | null;
  /** It does things by itself when it is opened: never shown inline. */
  @Column({ type: 'boolean' }) active!: boolean;
  /** How it leaves when not as it came. */
  @Column({ type: 'jsonb', nullable: true, select: false }) delivery!: Delivery | null;
  /** What then leaves. */
  @Column({ type: 'jsonb', nullable: true }) delivered!: { bytes: number; sha256: string } | null;
  /** By which signatures it was scanned last, in the scanner's own words. */
  @Column({ type: 'text', nullable: true }) signatures!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) scannedAt!: Date | null;
  @Column({ type: 'text' }) note!: string;
  @Column({ type: 'text', nullable: true, select: false }) content!: string | null;
  @Column({ type: 'text' }) contentState!: 'pending' | 'unindexed' | 'extracted' | 'none' | 'failed';
  /** Name and note; the columns say nothing. */
  @Column({ type: 'bytea', nullable: true }) sealed!: Buffer | null;
  @Column({ type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
  @Column({ type: 'timestamptz' }) uploadedAt!: Date;
  @Column({ type: 'uuid' }) uploadedBy!: string;
}
