import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';
import type { Printed } from './printed.js';

export type CertificateState = 'issued' | 'expired' | 'revoked' | 'superseded';

/** Proof that somebody completed a course. What was printed never changes, but for the name of a holder who is forgotten; what changes is whether it still counts. */
@Entity('certificates')
export class Certificate {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', update: false }) enrolmentId!: string;
  @Column({ type: 'uuid', update: false }) courseId!: string;
  @Column({ type: 'text', update: false }) originator!: string;
  @Column({ type: 'uuid', update: false }) userId!: string;
  /** The party that sent the holder then. */
  @Column({ type: 'text', update: false }) party!: string;
  @Column({ type: 'text', update: false }) serial!: string;
  @Column({ type: 'jsonb', update: false }) fields!: Printed;
  /** On whose word: a certificate never stands on what a browser reported. */
  @Column({ type: 'text', update: false }) assurance!: 'server_scored' | 'instructor_observed';
  @Column({ type: 'text', update: false }) pdfSha256!: string;
  /** None once the holder was forgotten: the file bears the name. */
  @Column({ type: 'text', nullable: true, update: false }) storageKey!: string | null;
  @Column({ type: 'text' }) state!: CertificateState;
  @Column({ type: 'timestamptz', update: false }) issuedAt!: Date;
  /** The last day on which it is current. */
  @Column({ type: 'date', nullable: true, update: false }) expiresOn!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) endedBy!: string | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'uuid', nullable: true }) supersededBy!: string | null;
  /** Of a correction: where the corrected name comes from. */
  @Column({ type: 'text', nullable: true, update: false }) nameSource!: string | null;
  @Column({ type: 'uuid', nullable: true, update: false }) createdBy!: string | null;
  /** When the holder's name was taken off. */
  @Column({ type: 'timestamptz', nullable: true, insert: false, update: false }) forgottenAt!: Date | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** What it is today, should the job that says so not have come by yet. @param today ISO 8601 */
  standing(today: string): CertificateState {
    return this.state === 'issued' && this.expiresOn !== null && this.expiresOn < today ? 'expired' : this.state;
  }

  /** @throws Problem 409 once it was revoked or superseded */
  revoke(by: string, reason: string): void {
    this.mustCount();
    Object.assign(this, { state: 'revoked', endedAt: new Date(), endedBy: by, reason });
  }

  /** @throws Problem 409 once it was revoked or superseded */
  supersede(by: string, successor: string): void {
    this.mustCount();
    Object.assign(this, { state: 'superseded', endedAt: new Date(), endedBy: by, supersededBy: successor });
  }

  /** @throws Problem 409 */
  mustCount(): void {
    if (this.state === 'revoked' || this.state === 'superseded') throw conflict(`This certificate was ${this.state} already.`, 'certificate-ended');
  }
}
