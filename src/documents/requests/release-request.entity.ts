import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

export type RequestState = 'open' | 'asked' | 'granted' | 'declined' | 'ended';

/** Somebody's wish to read a document, or to pass it on. Without a document when the reference named nothing that could be asked for. */
@Entity('release_requests')
export class ReleaseRequest {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', nullable: true }) documentId!: string | null;
  @Column({ type: 'text', nullable: true }) originator!: string | null;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'uuid' }) userId!: string;
  /** As it was asked for: a symbol or an id. */
  @Column({ type: 'text' }) reference!: string;
  @Column({ type: 'text' }) wish!: 'access' | 'wider_use';
  @Column({ type: 'text' }) purpose!: string;
  @Column({ type: 'text' }) reason!: string;
  /** Party codes it would be passed on to. */
  @Column({ type: 'text', array: true }) recipients!: string[];
  /** Day until which it is needed. */
  @Column({ type: 'date' }) until!: string;
  @Column({ type: 'text' }) state!: RequestState;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) grantedUntil!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** What it is now: a grant ends by itself when its time is over. */
  get standing(): RequestState {
    return this.state === 'granted' && this.grantedUntil !== null && this.grantedUntil <= new Date() ? 'ended' : this.state;
  }

  decide(state: 'granted' | 'declined', by: string, reason: string, until: Date | null): void {
    if (this.state !== 'open' && this.state !== 'asked') throw conflict(`This request is ${this.standing} already.`);
    Object.assign(this, { state, decidedAt: new Date(), decidedBy: by, decisionReason: reason, grantedUntil: until });
  }

  /** The originator wants to know more before it decides. */
  ask(): void {
    if (this.state !== 'open' && this.state !== 'asked') throw conflict(`This request is ${this.standing} already.`);
    this.state = 'asked';
  }

  /** Whoever asked has answered a question. */
  answered(): void {
    if (this.state === 'asked') this.state = 'open';
    else if (this.state !== 'open') throw conflict(`This request is ${this.standing}; nothing more can be said on it.`);
  }

  end(reason: string): void {
    if (this.standing !== 'granted') throw conflict('Only a grant that still runs can be ended.');
    this.state = 'ended';
    this.decisionReason = reason;
  }
}
