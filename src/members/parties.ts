import { Injectable } from '@nestjs/common';
import { Access, actorOf, type Actor, type Membership, type Role } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { notFound } from '../kernel/problems.js';
import { writeTable, type Written } from '../kernel/tables/index.js';
import type { AddresseeView, MembershipView, OfficialView, PartiesExportQuery, PartiesQuery, PartyView } from './members.dto.js';
import { Party, type Standing } from './party.entity.js';

export interface OfficialFacts {
  id: string;
  name: string;
  /** The official as the rules see them. */
  as: Actor;
}

/** A party as the rules see it: for asking them about all parties at once. */
export interface PartyFacts {
  code: string;
  name: string;
  kind: string;
  standing: Standing;
  keys: readonly string[];
  /** An official without a name: what any of them would be told. */
  as: Actor;
  officials: OfficialFacts[];
}

interface FactsRow {
  code: string;
  name: string;
  kind: string;
  standing: Standing;
  membership: Membership;
  keys: string[];
  officials: { id: string; name: string; roles: Role[]; circles: string[] }[];
}

const columns = [
  ['code', 'Code'], ['name', 'Name'], ['kind', 'Kind'], ['standing', 'Standing'], ['FORUM', 'Forum'], ['AHG', 'Ad hoc group'], ['STEERING_GROUP', 'Steering group'], ['CO_CHAIRS', 'Co-chairs'],
].map(([key = '', label = '']) => ({ key, label }));

async function* rowsOf(parties: readonly PartyView[]) {
  for (const { code, name, kind, standing, memberships } of parties) {
    yield { code, name, kind, standing, ...Object.fromEntries(memberships.map(({ body, membership }) => [body, membership])) };
  }
}

/** The register of parties and their dated membership. */
@Injectable()
export class Parties {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  list(actor: Actor, query: PartiesQuery): Promise<PartyView[]> {
    return this.db.read(actor, async () => {
      const scoped = this.access.scope(this.db.query(Party, 'party'), actor, 'read');
      if (query.kind) scoped.andWhere('party.kind = :kind', { kind: query.kind });
      const parties = await scoped.orderBy(`party.kind IN ('organisation', 'secretariat')`).addOrderBy('party.sortName').getMany();
      const memberships = await this.memberships(query.asOf ?? null, null);
      return parties
        .map((party) => this.view(actor, party, memberships.get(party.code) ?? []))
        .filter((view) => !query.body || view.memberships.some((one) => one.body === query.body));
    });
  }

  /** The list as a table; who takes part is public. */
  async exported(actor: Actor, { format, ...query }: PartiesExportQuery): Promise<Written> {
    const parties = await this.list(actor, query);
    const heading = ['TLP:CLEAR', `Parties and their standing in each body on ${query.asOf ?? new Date().toISOString().slice(0, 10)}.`, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
    return writeTable(format, { title: 'Members', heading, columns, rows: rowsOf(parties) });
  }

  one(actor: Actor, code: string): Promise<PartyView> {
    return this.db.read(actor, async () => {
      const party = await this.readable(actor, code);
      return this.view(actor, party, (await this.memberships(undefined, code)).get(code) ?? []);
    });
  }

  /** Who acts for a party. For its own officials and the secretariat. @throws Problem 404, 403 */
  officials(actor: Actor, code: string): Promise<OfficialView[]> {
    return this.db.read(actor, async () => {
      this.access.require(actor, 'officials', await this.readable(actor, code));
      return this.db.sql<OfficialView>(
        `SELECT u.id, u.name, d.roles, lower(d.valid)::text AS since FROM app.delegations d JOIN app.users u ON u.id = d.user_id
          WHERE d.party = $1 AND d.state = 'active' AND d.valid @> current_date AND u.standing = 'active' ORDER BY u.name`,
        [code],
      );
    });
  }

  /** Whom a marking for named persons can name in a party: names alone. @throws Problem 404, 403 */
  addressees(actor: Actor, code: string): Promise<AddresseeView[]> {
    return this.db.read(actor, async () => {
      this.access.require(actor, 'address', await this.readable(actor, code));
      const party = (await this.facts()).find((one) => one.code === code);
      return (party?.officials ?? []).map(({ id, name }) => ({ id, name }));
    });
  }

  /** Which of these codes no party has. In the running unit of work. */
  async unknown(codes: readonly string[]): Promise<string[]> {
    if (codes.length === 0) return [];
    const known = await this.db.sql<{ code: string }>('SELECT code FROM app.parties WHERE code = ANY($1)', [codes]);
    return codes.filter((code) => !known.some((one) => one.code === code));
  }

  /** Every party with its officials as actors: one query, for rehearsals and audiences. In the running unit of work. */
  async facts(): Promise<PartyFacts[]> {
    const rows = await this.db.sql<FactsRow>('SELECT code, name, kind, standing, membership, keys, officials FROM app.party_facts()', [], 'party_facts');
    return rows.map((row) => {
      const party = row.standing === 'active' ? row.code : '';
      const as = (official?: FactsRow['officials'][number]): Actor =>
        actorOf({
          party,
          membership: row.membership,
          keys: official && party ? [...row.keys, ...official.circles, official.id] : row.keys,
          userId: official?.id ?? 'anyone',
          name: official?.name,
          roles: party ? (official?.roles ?? ['reader']) : [],
        });
      return {
        code: row.code, name: row.name, kind: row.kind, standing: row.standing, keys: row.keys, as: as(),
        officials: row.officials.map((official) => ({ id: official.id, name: official.name, as: as(official) })),
      };
    });
  }

  /** Names of the officials, by id; of those who act for a party today. In the running unit of work. */
  async names(): Promise<Map<string, string>> {
    return new Map((await this.facts()).flatMap((party) => party.officials.map(({ id, name }) => [id, name] as const)));
  }

  private async readable(actor: Actor, code: string): Promise<Party> {
    const party = await this.access.scope(this.db.query(Party, 'party'), actor, 'read').andWhere('party.code = :code', { code }).getOne();
    if (!party) throw notFound();
    return party;
  }

  private view(actor: Actor, party: Party, memberships: MembershipView[]): PartyView {
    const { code, name, kind, standing, verified } = party;
    return { code, name, kind, standing, verified, memberships, allows: this.access.allows(actor, party) };
  }

  /** By party, on a day; null is today, undefined all of time. */
  private async memberships(day: string | null | undefined, party: string | null): Promise<Map<string, MembershipView[]>> {
    const rows = await this.db.sql<MembershipView & { party: string }>(
      `SELECT party, body, membership, lower(valid)::text AS from, upper(valid)::text AS to, verified FROM app.memberships
        WHERE ($1 OR valid @> coalesce($2::date, current_date)) AND ($3::text IS NULL OR party = $3)
        ORDER BY party, array_position(ARRAY['FORUM','AHG','STEERING_GROUP','CO_CHAIRS'], body), lower(valid) NULLS FIRST`,
      [day === undefined, day ?? null, party],
    );
    const found = new Map<string, MembershipView[]>();
    for (const { party: code, ...membership } of rows) found.set(code, [...(found.get(code) ?? []), membership]);
    return found;
  }
}
