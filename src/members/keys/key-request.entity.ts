import { Column, Entity, PrimaryColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

export type KeyWish = 'destroy' | 'reopen';
export type KeyRequestState = 'asked' | 'confirmed' | 'under-way' | 'stopped' | 'done';

/** The keys of a party are to be destroyed, or made anew after that: asked for by one person, confirmed by another (SR-75). */
@Entity('key_wishes')
export class KeyRequest {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) wish!: KeyWish;
  @Column({ type: 'text' }) reason!: string;
  /** The party had nobody else who could confirm it, so an administrator of the secretariat may. */
  @Column({ type: 'boolean' }) bySecretariat!: boolean;
  @Column({ type: 'text' }) state!: KeyRequestState;
  @Column({ type: 'uuid' }) askedBy!: string;
  @Column({ type: 'timestamptz' }) askedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) confirmedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) confirmedAt!: Date | null;
  /** When it takes effect; until then it can be stopped. */
  @Column({ type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) stoppedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;

  /** @throws Problem 409 unless it waits for a second person */
  confirm(by: string, dueAt: Date): void {
    if (this.state !== 'asked') throw conflict(this.ended);
    if (by === this.askedBy) throw conflict('You asked for this. It takes a second person to confirm it.', 'second-person-needed');
    Object.assign(this, { state: 'confirmed', confirmedBy: by, confirmedAt: new Date(), dueAt });
  }

  /** @throws Problem 409 once it has taken effect, or begun to */
  stop(by: string): void {
    if (this.state !== 'asked' && this.state !== 'confirmed') throw conflict(this.ended);
    Object.assign(this, { state: 'stopped', stoppedBy: by, endedAt: new Date() });
  }

  private get ended(): string {
    return { asked: 'It waits for a second person.', confirmed: 'It was confirmed already.', 'under-way': 'It has begun and cannot be stopped.', stopped: 'It was stopped. Ask anew.', done: 'It has taken effect already.' }[this.state];
  }
}
