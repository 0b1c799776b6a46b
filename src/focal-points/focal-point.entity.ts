import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../kernel/problems.js';

export const areas = ['general', 'trafficking', 'document_fraud', 'statistics', 'training'] as const;
export type Area = (typeof areas)[number];
export const ranks = ['primary', 'alternate'] as const;
export type Rank = (typeof ranks)[number];
export const focalPointStates = ['nominated', 'checked', 'approved', 'confirmed', 'refused', 'withdrawn', 'lapsed', 'ended'] as const;
export type FocalPointState = (typeof focalPointStates)[number];

/** Whoever speaks for a party on a subject, from the nomination to the end of the mandate. Once confirmed it stands in the directory. */
@Entity('focal_points')
export class FocalPoint {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) area!: Area;
  @Column({ type: 'text' }) rank!: Rank;
  /** Null until a second officer approved. */
  @Column({ type: 'uuid', nullable: true }) userId!: string | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) agency!: string;
  /** BCP 47. */
  @Column({ type: 'text', array: true }) languages!: string[];
  /** IANA. */
  @Column({ type: 'text' }) timeZone!: string;
  /** Monday is 1. */
  @Column({ type: 'integer', array: true }) officeDays!: number[];
  /** Local times, 'HH:MM'; '24:00' is the end of the day. */
  @Column({ type: 'text' }) opens!: string;
  @Column({ type: 'text' }) closes!: string;
  @Column({ type: 'date' }) since!: string;
  @Column({ type: 'date', nullable: true }) until!: string | null;
  @Column({ type: 'text' }) state!: FocalPointState;
  @Column({ type: 'timestamptz', nullable: true }) confirmedAt!: Date | null;
  /** The day by which it is confirmed again. */
  @Column({ type: 'date', nullable: true }) dueOn!: string | null;
  /** Reminders sent since it was last confirmed. */
  @Column({ type: 'integer' }) reminders!: number;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) endReason!: string | null;
  /** The focal point it was handed over to. */
  @Column({ type: 'uuid', nullable: true }) successor!: string | null;
  /** Kept by PostgreSQL from the state. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** @throws Problem 409 in any other state */
  mustBe(...states: FocalPointState[]): void {
    if (!states.includes(this.state)) throw conflict(`This nomination is ${this.state} already.`);
  }

  check(): void {
    this.mustBe('nominated');
    this.state = 'checked';
  }

  approve(userId: string): void {
    this.mustBe('checked');
    this.state = 'approved';
    this.userId = userId;
  }

  /** Nothing comes of it. */
  close(state: 'refused' | 'withdrawn'): void {
    this.mustBe('nominated', 'checked');
    this.state = state;
  }

  /** The person can sign in: from now on they stand in the directory, for a year. */
  arrive(): void {
    this.mustBe('approved');
    this.state = 'confirmed';
    this.confirmForAYear();
  }

  /** Confirmed once more, for a year from today. @throws Problem 409 when the mandate lapsed or ended */
  confirm(): void {
    this.mustStand();
    this.confirmForAYear();
  }

  end(reason: string, successor: string | null = null): void {
    if (this.state !== 'approved') this.mustStand();
    Object.assign(this, { state: 'ended', endedAt: new Date(), endReason: reason, successor });
  }

  /** Nobody confirmed it in time. */
  lapse(): void {
    this.mustStand();
    Object.assign(this, { state: 'lapsed', endedAt: new Date() });
  }

  /** @throws Problem 409 */
  mustStand(): void {
    if (this.state !== 'confirmed') throw conflict(`This focal point is ${this.state}; a new nomination is needed.`);
  }

  private confirmForAYear(): void {
    this.confirmedAt = new Date();
    const due = new Date(this.confirmedAt);
    due.setUTCFullYear(due.getUTCFullYear() + 1);
    this.dueOn = due.toISOString().slice(0, 10);
    this.reminders = 0;
  }
}
