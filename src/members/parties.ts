import { Injectable } from '@nestjs/common';
import { Access, actorOf, type Actor, type Membership, type Role } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { notFound } from '../kernel/problems.js';
import { writeTable, type Written } from '../kernel/tables/index.js';
import { today } from './basis.js';
import type { AddresseeView, EntryExplanationView, MembershipView, OfficialView, PartiesExportQuery, PartiesQuery, PartyQuery, PartyView } from './members.dto.js';
import { languagesFor } from './names/party-name.js';
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

const atEnd: ReadonlySet<string> = new Set(['organisation', 'secretariat']);
/** Keys that say nothing of audiences: what a marking calls a whole circle of parties. */
const openKeys: ReadonlySet<string> = new Set(['community', 'AHG', 'STEERING_GROUP', 'CO_CHAIRS']);

/** The register of parties and their dated membership. */
@Injectable()
export class Parties {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** Everyone who takes part as the register has it on a day: standing, memberships and names; governments first, then by the name shown. */
  list(actor: Actor, query: PartiesQuery): Promise<PartyView[]> {
    return this.db.read(actor, async () => {
      const scoped = this.access.scope(this.db.query(Party, 'party'), actor, 'read');
      if (query.kind) scoped.andWhere('party.kind = :kind', { kind: query.kind });
      const parties = await scoped.getMany();
      const memberships = await this.memberships(query.asOf ?? today(), null);
      const told = await this.told(query);
      const order = new Intl.Collator(languagesFor(query.language)[0]);
      return parties
        .map((party) => ({ party, ...told(party) }))
        .sort((one, other) => Number(atEnd.has(one.party.kind)) - Number(atEnd.has(other.party.kind)) || order.compare(one.sortName, other.sortName))
        .map(({ party, name, language, standing }) => ({ ...this.view(actor, party, memberships.get(party.code) ?? []), name, language, standing }))
        .filter((view) => !query.body || view.memberships.some((one) => one.body === query.body));
    });
  }

  /** The list as a table; who takes part is public. */
  async exported(actor: Actor, { format, ...query }: PartiesExportQuery): Promise<Written> {
    const parties = await this.list(actor, query);
    const heading = ['TLP:CLEAR', `Parties and their standing in each body on ${query.asOf ?? new Date().toISOString().slice(0, 10)}.`, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
    return writeTable(format, { title: 'Members', heading, columns, rows: rowsOf(parties) });
  }

  /** One party with its memberships over all of time; standing, name and circles are those of a day. */
  one(actor: Actor, code: string, query: PartyQuery): Promise<PartyView> {
    return this.db.read(actor, async () => {
      const party = await this.readable(actor, code);
      const { name, language, standing } = (await this.told(query))(party);
      const [row] = await this.db.sql<{ keys: string[] }>('SELECT app.keys_of($1, NULL, $2::date) AS keys', [code, query.asOf ?? today()]);
      const circles = (row?.keys ?? []).filter((key) => openKeys.has(key) || key === code);
      return { ...this.view(actor, party, (await this.memberships(undefined, code)).get(code) ?? []), name, language, standing, circles };
    });
  }

  explain(actor: Actor, code: string, verb: string): Promise<EntryExplanationView> {
    return this.db.read(actor, async () => {
      const { allowed, sentence } = this.access.explain(actor, verb, await this.readable(actor, code));
      return { allowed, sentence };
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

  /** A party by its code, or null; in the running unit of work. */
  async find(code: string): Promise<Party | null> {
    return this.db.query(Party, 'party').where('party.code = :code', { code }).getOne();
  }

  /** What these parties are called, by code; in the running unit of work. */
  async called(codes: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.sql<{ code: string; name: string }>('SELECT code, name FROM app.parties WHERE code = ANY($1)', [codes]);
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** Which other party is called so today, in any language; in the running unit of work, which holds the lock 'party-names'. */
  async calledSo(name: string, but: string): Promise<string | undefined> {
    const [found] = await this.db.sql<{ party: string }>(
      `SELECT party FROM (SELECT DISTINCT ON (party, language) party, name FROM app.party_names ORDER BY party, language, chosen_at DESC) AS standing
        WHERE party <> $2 AND lower(normalize(name, NFKC)) = lower(normalize($1, NFKC)) LIMIT 1`, [name, but],
    );
    return found?.party;
  }

  /** In the running unit of work. @throws Problem 404 */
  async readable(actor: Actor, code: string): Promise<Party> {
    const party = await this.access.scope(this.db.query(Party, 'party'), actor, 'read').andWhere('party.code = :code', { code }).getOne();
    if (!party) throw notFound();
    return party;
  }

  /** A party as it is today. */
  view(actor: Actor, party: Party, memberships: MembershipView[]): PartyView {
    const { code, name, kind, standing, verified } = party;
    return { code, name, language: 'en', kind, standing, verified, memberships, allows: this.access.allows(actor, party) };
  }

  /** How each party was called and stood on a day, in a reader's language where it gave a name in that, else in English. */
  private async told({ asOf, language }: PartyQuery): Promise<(party: Party) => { name: string; sortName: string; language: string; standing: Standing }> {
    const wanted = languagesFor(language);
    const names = await this.db.sql<{ party: string; language: string; name: string | null; sort_name: string }>(
      `SELECT DISTINCT ON (party, language) party, language, name, sort_name FROM app.party_names
        WHERE language = ANY($1) AND ($2::date IS NULL OR chosen_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC') ORDER BY party, language, chosen_at DESC`, [wanted, asOf ?? null],
    );
    const standings = await this.db.sql<{ code: string; standing: Standing }>('SELECT code, app.standing_on(code, $1::date) AS standing FROM app.parties', [asOf ?? today()]);
    const dated = new Map(standings.map(({ code, standing }) => [code, standing]));
    const best = new Map<string, (typeof names)[number]>();
    for (const tag of wanted.toReversed()) for (const one of names) if (one.language === tag && one.name) best.set(one.party, one);
    return (party) => {
      const found = best.get(party.code);
      return { name: found?.name ?? party.name, sortName: found?.sort_name ?? party.sortName, language: found?.language ?? 'en', standing: dated.get(party.code) ?? party.standing };
    };
  }

  /** By party, on a day; undefined is all of time. */
  private async memberships(day: string | undefined, party: string | null): Promise<Map<string, MembershipView[]>> {
    const rows = await this.db.sql<MembershipView & { party: string }>(
      `SELECT party, body, membership, lower(valid)::text AS from, upper(valid)::text AS to, basis, verified FROM app.memberships
        WHERE ($1::date IS NULL OR valid @> $1::date) AND ($2::text IS NULL OR party = $2)
        ORDER BY party, array_position(ARRAY['FORUM','AHG','STEERING_GROUP','CO_CHAIRS'], body), lower(valid) NULLS FIRST`,
      [day ?? null, party],
    );
    const found = new Map<string, MembershipView[]>();
    for (const { party: code, ...membership } of rows) found.set(code, [...(found.get(code) ?? []), membership]);
    return found;
  }
}
