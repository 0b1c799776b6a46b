import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

export type Step = 'invited' | 'applied' | 'accepted' | 'supported' | 'endorsed';
export type Way = 'invitation' | 'application';

/** The steps of each way, in order. States and territories are invited by the Steering Group and accept; organisations apply and are supported by it. */
export const ways: Record<Way, readonly Step[]> = {
  invitation: ['invited', 'accepted', 'endorsed'],
  application: ['applied', 'supported', 'endorsed'],
};

/** The case file of a party that is to join a body: steps with their days and papers, the last of which makes it a member or an observer. */
@Entity('accessions')
export class Accession {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) body!: 'FORUM' | 'AHG';
  /** What it is to become. */
  @Column({ type: 'text' }) membership!: 'member' | 'observer';
  @Column({ type: 'text' }) way!: Way;
  @Column({ type: 'text' }) state!: 'open' | 'endorsed' | 'withdrawn';
  @Column({ type: 'uuid' }) openedBy!: string;
  @Column({ type: 'timestamptz' }) openedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) closedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) withdrawnBecause!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** The step that comes after so many; null when the case is closed. */
  next(done: number): Step | null {
    return this.state === 'open' ? (ways[this.way][done] ?? null) : null;
  }

  /** @throws Problem 409 when another step is due @returns its place in the order, from 1 */
  take(step: Step, done: number): number {
    const next = this.next(done);
    if (!next) throw conflict(`This case is ${this.state}; no step can be added.`);
    if (step !== next) throw conflict(`The next step of this case is "${next}"; steps are entered in their order.`, 'other-step');
    return done + 1;
  }

  endorse(by: string): void {
    this.close('endorsed', by);
  }

  withdraw(by: string, because: string): void {
    this.close('withdrawn', by);
    this.withdrawnBecause = because;
  }

  private close(state: 'endorsed' | 'withdrawn', by: string): void {
    if (this.state !== 'open') throw conflict(`This case is ${this.state} already.`);
    Object.assign(this, { state, closedBy: by, closedAt: new Date() });
  }
}
