import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound } from '../../kernel/problems.js';
import { canonicalEmail } from '../addresses.js';
import { Invitations } from '../invitations.js';
import { Delegation, type DelegationState } from './delegation.entity.js';

export interface Invited {
  email: string;
  name: string;
  /** BCP 47. */
  locale: string;
  party: string;
  roles: readonly Role[];
}

/**
 * Makes and ends delegations for rooms that have decided it should be so: no rule is asked here. Everything happens in the running unit of
 * work, and the fence still keeps the actor to the own party, the secretariat excepted.
 */
@Injectable()
export class People {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly invitations: Invitations,
  ) {}

  /**
   * Somebody is to act for a party. A letter with a single-use link follows, good for 72 hours; until it is taken up the delegation gives
   * nothing. Whoever acts for the party already is given the roles beside those they hold, at once and without a letter; whoever was
   * suspended stays so. @returns the user's id
   */
  async invite(actor: Actor, { email, name, locale, party, roles }: Invited): Promise<string> {
    const { userId, delegationId, was } = await this.enter(actor, { email, name, locale, party, roles });
    if (was === null) return userId;
    const delegation = await this.held({ id: delegationId });
    const added = roles.filter((role) => !delegation.roles.includes(role));
    if (added.length > 0) {
      delegation.roles = [...delegation.roles, ...added];
      await this.db.manager.save(delegation);
      await this.events.record(actor, 'person.roles-changed', about(delegation), { added, removed: [] });
    }
    if (was === 'invited') await this.invitations.issue(actor, delegation);
    return userId;
  }

  /**
   * As far as it is new: `was` is the state of a delegation that was there before, which stays as it is, or null when this made one and the
   * letter is on its way.
   */
  async enter(actor: Actor, { email, name, locale, party, roles }: Invited): Promise<{ userId: string; delegationId: string; was: DelegationState | null }> {
    const [made] = await this.db.sql<{ person: string; delegation: string; was: DelegationState | null }>(
      'SELECT person, delegation, was FROM app.invite_official($1, $2, $3, $4, $5)', [canonicalEmail(email), name.trim(), locale, party, [...roles]],
    );
    if (!made) throw notFound();
    if (made.was === null) await this.invitations.issue(actor, { id: made.delegation, userId: made.person, party }, { roles });
    return { userId: made.person, delegationId: made.delegation, was: made.was };
  }

  /** Somebody no longer acts for a party: sessions and tokens under the delegation end with it. @throws Problem 404 */
  async end(actor: Actor, userId: string, party: string): Promise<void> {
    await this.close(actor, await this.held({ userId, party }));
  }

  /** Takes roles away; with none left the delegation ends. @throws Problem 404 */
  async withdraw(actor: Actor, userId: string, party: string, roles: readonly Role[]): Promise<void> {
    const delegation = await this.held({ userId, party });
    const left = delegation.roles.filter((role) => !roles.includes(role));
    if (left.length === 0) return this.close(actor, delegation);
    const removed = delegation.roles.filter((role) => roles.includes(role));
    if (removed.length === 0) return;
    delegation.roles = left;
    await this.db.manager.save(delegation);
    await this.events.record(actor, 'person.roles-changed', about(delegation), { added: [], removed });
  }

  /** Ends this delegation and voids a letter that is under way. */
  async close(actor: Actor, delegation: Delegation, detail: object = {}): Promise<void> {
    delegation.end();
    await this.db.manager.save(delegation);
    // Its last day was yesterday: from now on there is room for another one.
    await this.db.sql('UPDATE app.delegations SET valid = valid * daterange(NULL, current_date) WHERE id = $1', [delegation.id]);
    await this.events.record(actor, 'person.ended', about(delegation), detail);
  }

  private async held(where: { id: string } | { userId: string; party: string }): Promise<Delegation> {
    const query = this.db.query(Delegation, 'delegation').where(where).andWhere(`delegation.state <> 'ended'`).setLock('pessimistic_write');
    const found = await query.getOne();
    if (!found) throw notFound();
    return found;
  }
}

export const about = ({ id, party }: Pick<Delegation, 'id' | 'party'>) => ({ type: 'person', id, originator: party });
