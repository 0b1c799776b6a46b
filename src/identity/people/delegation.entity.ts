import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '../../kernel/access/index.js';
import { conflict } from '../../kernel/problems.js';

/** Invited: a letter was sent. Pending: the party's own identity provider named them. Only 'active' gives anything. */
export const delegationStates = ['active', 'invited', 'pending', 'suspended', 'ended'] as const;
export type DelegationState = (typeof delegationStates)[number];

/** Who acts for whom, in which roles. Standing belongs to it and never to the person, who may act for another party as well. */
@Entity('delegations')
export class Delegation {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) userId!: string;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'text', array: true }) roles!: Role[];
  @Column({ type: 'text' }) state!: DelegationState;
  @Column({ type: 'timestamptz' }) stateSince!: Date;
  /** Why it is suspended. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** As the party wrote them when it invited the person. */
  @Column({ type: 'text', nullable: true }) name!: string | null;
  @Column({ type: 'text', nullable: true }) email!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true, insert: false, update: false }) lastUsedAt!: Date | null;
  @Column({ type: 'timestamptz' }) confirmedAt!: Date;
  /** From then on the party knows nothing of who it was. */
  @Column({ type: 'timestamptz', nullable: true }) forgottenAt!: Date | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  changeRoles(roles: readonly Role[]): void {
    this.mustNotBe('ended', 'pending');
    this.roles = [...roles];
    this.confirmedAt = new Date();
  }

  /** The party takes in whom its identity provider named. */
  admit(roles: readonly Role[]): void {
    if (this.state !== 'pending') throw conflict('Only somebody who arrived by your own identity provider is admitted.');
    this.roles = [...roles];
    this.enter('active', null);
    this.confirmedAt = new Date();
  }

  suspend(reason: string): void {
    if (this.state !== 'active') throw conflict(this.state === 'suspended' ? 'This person is suspended already.' : 'Only somebody who acts for you can be suspended; end the delegation instead.');
    this.enter('suspended', reason);
  }

  reactivate(): void {
    if (this.state !== 'suspended') throw conflict('This person is not suspended.');
    this.enter('active', null);
    this.confirmedAt = new Date();
  }

  end(): void {
    this.mustNotBe('ended');
    this.enter('ended', null);
  }

  /** @throws Problem 409 while the person acts for the party, or was forgotten already */
  forget(): void {
    if (this.state !== 'ended') throw conflict('Only somebody who no longer acts for you can be forgotten. End the delegation first.');
    if (this.forgottenAt) throw conflict('This person was forgotten already.');
    this.forgottenAt = new Date();
    this.name = null;
    this.email = null;
    this.reason = null;
  }

  confirm(): void {
    this.mustNotBe('ended', 'invited', 'pending');
    this.confirmedAt = new Date();
  }

  private enter(state: DelegationState, reason: string | null): void {
    this.state = state;
    this.stateSince = new Date();
    this.reason = reason;
  }

  private mustNotBe(...states: DelegationState[]): void {
    const said: Partial<Record<DelegationState, string>> = { ended: 'This person no longer acts for you. Invite them anew.', pending: 'Admit this person first, or end the delegation.', invited: 'This person has not accepted yet.' };
    if (states.includes(this.state)) throw conflict(said[this.state] ?? '');
  }
}
