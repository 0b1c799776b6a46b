import { Injectable } from '@nestjs/common';
import { Access, type Actor, type Role } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, forbidden, invalid, notFound, outdated, preconditionRequired } from '../../kernel/problems.js';
import { Invitations } from '../invitations.js';
import { Delegation } from './delegation.entity.js';
import { givenBy } from './giving.js';
import { about, People } from './people.js';
import type { InviteInput, PersonSessionView, PersonView } from './people.dto.js';
import { PeopleList } from './people-list.js';

/** What those who look after the people of a party do: invite, change roles, suspend, re-activate, end, forget. */
@Injectable()
export class Administration {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly people: People,
    private readonly list: PeopleList,
    private readonly invitations: Invitations,
  ) {}

  /** @throws Problem 403 for a role one may not give, 400 for somebody of the own party */
  invite(actor: Actor, { email, name, locale, roles }: InviteInput): Promise<PersonView> {
    return this.db.write(actor, async () => {
      mustGive(actor, roles);
      const { delegationId, was } = await this.people.enter(actor, { email, name, locale, party: actor.party, roles });
      if (was !== null) throw invalid([{ path: 'email', message: `Somebody with this address is among your people already (${was}).` }], 'This person is among your people already. Nothing was changed.');
      return this.list.one(actor, delegationId);
    });
  }

  /** Another letter; the one before it is void. @throws Problem 404, 403, 409 */
  inviteAgain(actor: Actor, id: string): Promise<PersonView> {
    return this.db.write(actor, async () => {
      const delegation = await this.changeable(actor, id, 'invite');
      if (delegation.state !== 'invited') throw conflict('This person accepted already, or no longer acts for you.');
      delegation.stateSince = new Date();
      await this.db.manager.save(delegation);
      await this.invitations.issue(actor, delegation, { again: true });
      return this.list.one(actor, id);
    });
  }

  /** Other roles from now on; whoever is signed in under the delegation signs in again. @throws Problem 404, 403, 409, 412, 428 */
  changeRoles(actor: Actor, id: string, seen: number, roles: readonly Role[]): Promise<PersonView> {
    return this.changed(actor, id, 'change', async (delegation) => {
      if (Number.isNaN(seen)) throw preconditionRequired();
      if (delegation.rowVersion !== seen) throw outdated();
      await this.giveRoles(actor, delegation, roles);
    });
  }

  /** Takes in somebody whom the party's identity provider named. @throws Problem 404, 403, 409 */
  admit(actor: Actor, id: string, roles: readonly Role[]): Promise<PersonView> {
    return this.changed(actor, id, 'admit', async (delegation) => {
      mustGive(actor, roles);
      delegation.admit(roles);
      await this.db.manager.save(delegation);
      await this.events.record(actor, 'person.admitted', about(delegation), { roles });
    });
  }

  /** Acts on the next request, on every node. @throws Problem 404, 403, 409 */
  suspend(actor: Actor, id: string, reason: string): Promise<PersonView> {
    return this.changed(actor, id, 'suspend', async (delegation) => {
      delegation.suspend(reason);
      await this.db.manager.save(delegation);
      await this.events.record(actor, 'person.suspended', about(delegation), { reason });
    });
  }

  /** @throws Problem 404, 403, 409 */
  reactivate(actor: Actor, id: string, reason: string): Promise<PersonView> {
    return this.changed(actor, id, 'reactivate', async (delegation) => {
      delegation.reactivate();
      await this.db.manager.save(delegation);
      await this.events.record(actor, 'person.reactivated', about(delegation), { reason });
    });
  }

  /** Sessions and tokens under the delegation end with it; what the person wrote stays. @throws Problem 404, 403, 409 */
  end(actor: Actor, id: string, reason: string): Promise<PersonView> {
    return this.changed(actor, id, 'end', (delegation) => this.people.close(actor, delegation, { reason }));
  }

  /**
   * Takes the name off somebody who left, for good: what they did stays, under a made-up one. The account itself goes once no party keeps
   * the person; whether one does is not told. @throws Problem 404, 403, 409
   */
  forget(actor: Actor, id: string, reason: string): Promise<PersonView> {
    return this.changed(actor, id, 'forget', async (delegation) => {
      delegation.forget();
      await this.db.manager.save(delegation);
      await this.db.sql('SELECT app.forget_person($1)', [id], 'forget_person');
      await this.events.record(actor, 'person.forgotten', about(delegation), { reason });
    });
  }

  /** Where one of the people is signed in for the party (SR-22). @throws Problem 404, 403 */
  sessions(actor: Actor, id: string): Promise<PersonSessionView[]> {
    return this.db.read(actor, async () => {
      this.access.require(actor, 'sessions', await this.readable(actor, id));
      const rows = await this.db.sql<{ id: string; created_at: Date; last_seen_at: Date; expires_at: Date; proofs: string[] }>('SELECT * FROM app.sessions_of($1)', [id]);
      return rows.map(({ id: session, proofs, ...at }) => ({ id: session, proofs, createdAt: at.created_at.toISOString(), lastSeenAt: at.last_seen_at.toISOString(), expiresAt: at.expires_at.toISOString() }));
    });
  }

  /** Ends one of them, or all. @throws Problem 404, 403 */
  endSessions(actor: Actor, id: string, session: string | null): Promise<void> {
    return this.db.write(actor, async () => {
      const delegation = await this.readable(actor, id);
      this.access.require(actor, 'sessions', delegation);
      const [counted] = await this.db.sql<{ ended: number }>('SELECT app.end_sessions($1, $2) AS ended', [id, session]);
      if (session && counted?.ended === 0) throw notFound();
      await this.events.record(actor, 'person.signed-out', about(delegation), { sessions: counted?.ended });
    });
  }

  /** Gives exactly these roles; in the running unit of work. @throws Problem 403, 409 */
  async giveRoles(actor: Actor, delegation: Delegation, roles: readonly Role[]): Promise<void> {
    mustGive(actor, roles);
    const before = delegation.roles;
    delegation.changeRoles(roles);
    await this.db.manager.save(delegation);
    await this.events.record(actor, 'person.roles-changed', about(delegation), {
      added: roles.filter((role) => !before.includes(role)), removed: before.filter((role) => !roles.includes(role)),
    });
  }

  /** Somebody on whom the actor has this verb, locked; in the running unit of work. @throws Problem 404, 403 */
  async changeable(actor: Actor, id: string, verb: string): Promise<Delegation> {
    this.access.require(actor, verb, await this.readable(actor, id));
    // Locked only now: the fence has no lock for rows that are not the actor's to change, and would hide why.
    const delegation = await this.db.query(Delegation, 'delegation').where('delegation.id = :id', { id }).setLock('pessimistic_write').getOne();
    if (!delegation) throw notFound();
    this.access.require(actor, verb, delegation);
    return delegation;
  }

  private changed(actor: Actor, id: string, verb: string, change: (delegation: Delegation) => Promise<void>): Promise<PersonView> {
    return this.db.write(actor, async () => {
      await change(await this.changeable(actor, id, verb));
      return this.list.one(actor, id);
    });
  }

  /** Somebody the actor may see; in the running unit of work. @throws Problem 404 */
  async readable(actor: Actor, id: string): Promise<Delegation> {
    const found = await this.access.scope(this.db.query(Delegation, 'delegation'), actor, 'read').andWhere('delegation.id = :id', { id }).getOne();
    if (!found) throw notFound();
    return found;
  }
}

/** @throws Problem 403 naming the roles somebody may not give */
export function mustGive(actor: Actor, roles: readonly Role[]): void {
  const given = givenBy(actor);
  const above = roles.filter((role) => !given.includes(role));
  if (above.length > 0) throw forbidden(`You may not give the role ${above.join(', ').replaceAll('_', ' ')}. You may give: ${given.join(', ').replaceAll('_', ' ')}.`);
}
