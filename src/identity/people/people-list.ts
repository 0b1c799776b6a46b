import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors, requireProofFor } from '../../kernel/http/index.js';
import { notFound } from '../../kernel/problems.js';
import { writeTable, type Written } from '../../kernel/tables/index.js';
import { User } from '../user.entity.js';
import { Delegation } from './delegation.entity.js';
import { givenBy } from './giving.js';
import type { PeopleExportQuery, PeopleFilter, PeopleList as PeoplePage, PeopleQuery, PersonView } from './people.dto.js';

const pageSize = 50;
const mostExported = 5_000;
const invitationLasts = 72 * 3_600_000;

const columns = [
  ['name', 'Name'], ['email', 'E-mail'], ['roles', 'Roles'], ['state', 'State'], ['stateSince', 'Since'], ['reason', 'Reason'], ['lastUsedAt', 'Last sign-in'], ['confirmedAt', 'Last confirmed'], ['createdAt', 'Entered'],
].map(([key = '', label = '']) => ({ key, label }));

async function* rowsOf(people: readonly PersonView[]) {
  for (const { name, email, roles, state, stateSince, reason, lastUsedAt, confirmedAt, createdAt } of people) {
    yield { name, email, roles: roles.join(' '), state, stateSince, reason, lastUsedAt, confirmedAt, createdAt };
  }
}

/** Until somebody accepted, they are called what the inviting party calls them; once forgotten, by nothing that is theirs. */
const named = `CASE WHEN delegation.forgottenAt IS NOT NULL THEN app.former_name(delegation.userId) WHEN delegation.state = 'invited' THEN delegation.name ELSE coalesce(person.name, delegation.name) END`;
const addressed = `CASE WHEN delegation.forgottenAt IS NOT NULL THEN '' WHEN delegation.state = 'invited' OR person.email LIKE '%@unconfirmed.invalid' THEN delegation.email ELSE coalesce(person.email, delegation.email) END`;

/** The people of a party, as those who look after them see them. */
@Injectable()
export class PeopleList {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly cursors: Cursors,
  ) {}

  page(actor: Actor, { cursor, ...query }: PeopleQuery): Promise<PeoplePage> {
    const filter = `people/${JSON.stringify(Object.entries(query).sort())}`;
    const after = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : null;
    return this.db.read(actor, async () => {
      const items = await this.some(actor, query, pageSize + 1, after);
      const last = items[pageSize - 1];
      return {
        items: items.slice(0, pageSize),
        next: items.length > pageSize && last ? this.cursors.seal(actor, filter, [last.name, last.id]) : null,
        roles: [...givenBy(actor)],
      };
    });
  }

  one(actor: Actor, id: string): Promise<PersonView> {
    return this.db.read(actor, async () => {
      const [found] = await this.views(actor, this.scoped(actor).andWhere('delegation.id = :id', { id }));
      if (!found) throw notFound();
      return found;
    });
  }

  /** The same rows as a table to take away. Recorded. */
  exported(actor: Actor, { format, ...filter }: PeopleExportQuery): Promise<Written> {
    return this.db.write(actor, async () => {
      const items = await this.some(actor, filter, mostExported, null);
      requireProofFor(actor, items.length);
      await this.events.record(actor, 'people.exported', { type: 'party', id: actor.party, originator: actor.party }, { format, rows: items.length });
      const heading = ['TLP:AMBER+STRICT', `People of ${actor.party}, for ${actor.party} alone.`, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
      return writeTable(format, { title: 'People', heading, columns, rows: rowsOf(items) });
    });
  }

  /** Those who act, or could soon act, for the own party; in the running unit of work. */
  async current(actor: Actor): Promise<PersonView[]> {
    return this.some(actor, {}, mostExported, null);
  }

  private async some(actor: Actor, { party, state, role, unused, q }: PeopleFilter & { party?: string }, limit: number, after: [string, string] | null): Promise<PersonView[]> {
    const query = this.scoped(actor).andWhere('delegation.party = :party', { party: party ?? actor.party });
    if (state) query.andWhere('delegation.state = :state', { state });
    else query.andWhere(`delegation.state <> 'ended'`);
    if (role) query.andWhere(':role = ANY (delegation.roles)', { role });
    if (unused) query.andWhere(`delegation.state = 'active' AND coalesce(delegation.lastUsedAt, delegation.createdAt) < now() - interval '90 days'`);
    if (q) query.andWhere(`(${named} ILIKE :q OR ${addressed} ILIKE :q)`, { q: `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` });
    if (after) query.andWhere(`(${named}, delegation.id) > (:afterName, :afterId::uuid)`, { afterName: after[0], afterId: after[1] });
    return this.views(actor, query.orderBy(named).addOrderBy('delegation.id').limit(limit));
  }

  private scoped(actor: Actor): SelectQueryBuilder<Delegation> {
    const query = this.db.query(Delegation, 'delegation').leftJoin(User, 'person', 'person.id = delegation.userId');
    return this.access.scope(query.addSelect(named, 'called').addSelect(addressed, 'address'), actor, 'read');
  }

  private async views(actor: Actor, query: SelectQueryBuilder<Delegation>): Promise<PersonView[]> {
    const { entities, raw } = await query.getRawAndEntities<{ called: string; address: string }>();
    return entities.map((delegation, index) => ({
      id: delegation.id,
      name: raw[index]?.called ?? '',
      email: raw[index]?.address ?? '',
      party: delegation.party,
      roles: delegation.roles,
      state: delegation.state,
      stateSince: delegation.stateSince.toISOString(),
      reason: delegation.reason,
      invitationOver: delegation.state === 'invited' && delegation.stateSince.getTime() + invitationLasts < Date.now(),
      createdAt: delegation.createdAt.toISOString(),
      lastUsedAt: delegation.lastUsedAt?.toISOString() ?? null,
      confirmedAt: delegation.confirmedAt.toISOString(),
      forgottenAt: delegation.forgottenAt?.toISOString() ?? null,
      isYou: delegation.userId === actor.userId,
      rowVersion: delegation.rowVersion,
      allows: this.access.allows(actor, delegation),
    }));
  }
}
