import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Delivery } from '../../kernel/files/index.js';
import type { Rejection } from '../../kernel/inspection/index.js';
import type { Received } from '../../kernel/intake/index.js';
import { conflict } from '../../kernel/problems.js';
import type { Scan } from '../../kernel/scanner/index.js';

/** How somebody came to be nominated: the letter, and who had a hand in it. Its state is the focal point's. */
@Entity('nominations')
export class Nomination {
  /** The focal point's. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  /** Where the invitation goes. */
  @Column({ type: 'text' }) email!: string;
  @Column({ type: 'text' }) locale!: string;
  @Column({ type: 'text', nullable: true }) letterName!: string | null;
  @Column({ type: 'text', nullable: true }) letterMediaType!: string | null;
  @Column({ type: 'integer', nullable: true }) letterBytes!: number | null;
  @Column({ type: 'text', nullable: true }) letterSha256!: string | null;
  @Column({ type: 'text', nullable: true }) letterKey!: string | null;
  @Column({ type: 'text', nullable: true }) letterScan!: Scan | null;
  /** Why it was not taken. */
  @Column({ type: 'jsonb', nullable: true }) letterRejection!: Rejection | null;
  @Column({ type: 'boolean' }) letterActive!: boolean;
  /** How it leaves when not as it came. */
  @Column({ type: 'jsonb', nullable: true }) letterDelivery!: Delivery | null;
  @Column({ type: 'text', nullable: true }) letterSignatures!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) letterScannedAt!: Date | null;
  @Column({ type: 'uuid' }) nominatedBy!: string;
  @Column({ type: 'timestamptz' }) nominatedAt!: Date;
  /** Entered by an officer of the secretariat, for a member that has nobody yet who could. */
  @Column({ type: 'boolean' }) onBehalf!: boolean;
  @Column({ type: 'uuid', nullable: true }) checkedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) checkedAt!: Date | null;
  /** How the sender was verified. */
  @Column({ type: 'text', nullable: true }) checkNote!: string | null;
  @Column({ type: 'uuid', nullable: true }) approvedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  /** Who refused or withdrew it. */
  @Column({ type: 'uuid', nullable: true }) closedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'uuid', nullable: true }) userId!: string | null;
  /** Who entered it, who checked it, and the nominee: none of them approves. Kept by PostgreSQL. */
  @Column({ type: 'text', array: true, insert: false, update: false }) hands!: string[];
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** @returns the key of a letter this one replaces, or null */
  attach(fileName: string, { mediaType, bytes, sha256, key }: Received): string | null {
    const replaced = this.letterKey;
    Object.assign(this, { letterName: fileName, letterMediaType: mediaType, letterBytes: bytes, letterSha256: sha256, letterKey: key, letterScan: 'pending', letterRejection: null, letterActive: false, letterDelivery: null, letterSignatures: null, letterScannedAt: null });
    return replaced;
  }

  /** The letter, which nothing goes on without. @throws Problem 409 */
  get letter(): { fileName: string; mediaType: string; bytes: number; sha256: string; key: string; scan: Scan; rejection: Rejection | null; delivery: Delivery | null } {
    const { letterName, letterMediaType, letterBytes, letterSha256, letterKey, letterScan } = this;
    if (!letterName || !letterMediaType || !letterBytes || !letterSha256 || !letterKey || !letterScan) throw conflict('The letter of nomination is missing. Whoever nominates adds it first.', 'no-letter');
    return { fileName: letterName, mediaType: letterMediaType, bytes: letterBytes, sha256: letterSha256, key: letterKey, scan: letterScan, rejection: this.letterRejection, delivery: this.letterDelivery };
  }

  check(by: string, note: string): void {
    Object.assign(this, { checkedBy: by, checkedAt: new Date(), checkNote: note });
  }

  approve(by: string, userId: string): void {
    Object.assign(this, { approvedBy: by, approvedAt: new Date(), userId });
  }

  close(by: string, reason: string): void {
    Object.assign(this, { closedBy: by, closedAt: new Date(), reason });
  }
}
