import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Edition, Outline } from './import/outline.js';

/** What an author is told of an import. Titles come from the package: they are text, never markup. */
export interface Report {
  edition: Edition | null;
  version: string | null;
  title: string;
  units: { identifier: string; title: string; kind: 'sco' | 'asset'; masteryScore: number | null }[];
  files: number;
  /** Octets unpacked. */
  unpacked: number;
  warnings: string[];
  errors: { code: string; message: string; part?: string; folder?: string; line?: number }[];
}

/** A course made elsewhere, as it was imported. It never changes: a corrected one is another package. */
@Entity('packages')
export class CoursePackage {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseId!: string;
  @Column({ type: 'text' }) originator!: string;
  @Column({ type: 'text', nullable: true }) kind!: Edition | null;
  @Column({ type: 'text' }) title!: string;
  /** Held to the letter of SCORM 1.2: 4 096 characters of suspend data. */
  @Column({ type: 'boolean' }) strict!: boolean;
  @Column({ type: 'text' }) state!: 'ready' | 'rejected' | 'withdrawn';
  @Column({ type: 'text', nullable: true }) sha256!: string | null;
  @Column({ type: 'bigint', transformer: { to: (value: number) => value, from: Number } }) bytes!: number;
  @Column({ type: 'text' }) scan!: 'clean' | 'not_scanned' | 'rejected' | 'infected';
  /** By which signatures, and when, it was last looked at. */
  @Column({ type: 'text', nullable: true }) signatures!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) scannedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) storageKey!: string | null;
  @Column({ type: 'jsonb', nullable: true }) outline!: Outline | null;
  @Column({ type: 'jsonb' }) report!: Report;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid' }) createdBy!: string;
  @Column({ type: 'integer' }) rowVersion!: number;
}
