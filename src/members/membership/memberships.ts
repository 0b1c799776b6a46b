import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, invalid } from '../../kernel/problems.js';
import { basisOf, today, utc, type BasisInput } from '../basis.js';
import { Parties } from '../parties.js';
import type { DatedStandingView, ChosenNameView, DecisionView, HistoryView, MembershipInput } from './membership.dto.js';

/** What is decided: from a day on, or for a time, a party is this in that body. */
export interface Decided extends BasisInput {
  party: string;
  body: string;
  membership: 'member' | 'observer' | 'none';
  from: string;
  to?: string;
  reason?: string;
  accessionId?: string;
}

/** Dated membership, set by decisions that are kept: what stood before is cut where the new days begin, and the decision says why. */
@Injectable()
export class Memberships {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
  ) {}

  /** @throws Problem 400, 403, 404, 409 */
  decide(actor: Actor, code: string, input: MembershipInput): Promise<HistoryView> {
    return this.db.write(actor, async () => {
      const party = await this.parties.readable(actor, code);
      this.access.require(actor, 'membership', party);
      if (party.standing === 'former') throw conflict(`${party.name} has left. Two officers take it in again first, by a change of its standing.`);
      await this.set(actor, { ...input, party: code });
      return this.told(actor, code);
    });
  }

  /** In the running unit of work, for whoever may. @throws Problem 400 for days that make no sense, 409 when nothing would change */
  async set(actor: Actor, decided: Decided): Promise<void> {
    const { party, body, membership, from, to, reason, accessionId } = decided;
    if (to !== undefined && to <= from) throw invalid([{ path: 'to', message: 'The last day lies after the first: this is the first day on which it no longer holds.' }]);
    if (from < today() && !reason) throw invalid([{ path: 'reason', message: 'This changes days that are over. Say why, in ten characters or more.' }]);
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtext('membership/' || $1))`, [party]);
    const [same] = await this.db.sql(
      membership === 'none'
        ? `SELECT WHERE NOT EXISTS (SELECT FROM app.memberships WHERE party = $1 AND body = $2 AND valid && daterange($4, $5) AND $3 = 'none')`
        : 'SELECT FROM app.memberships WHERE party = $1 AND body = $2 AND membership = $3 AND valid @> daterange($4, $5)',
      [party, body, membership, from, to ?? null],
    );
    if (same) throw conflict('The register says so already for all of these days; nothing was changed.');
    await this.db.sql(
      `INSERT INTO app.membership_decisions (party, body, membership, period, basis, document, document_date, reason, accession_id, entered_by)
       VALUES ($1, $2, $3, daterange($4, $5), $6, $7, $8, $9, $10, $11)`,
      [party, body, membership, from, to ?? null, ...basisOf(decided), reason ?? null, accessionId ?? null, actor.userId],
    );
    await this.db.sql('SELECT app.set_membership($1, $2, $3, daterange($4, $5), $6)', [party, body, membership, from, to ?? null, decided.basis]);
    await this.events.record(actor, 'membership.changed', { type: 'party', id: party, originator: party }, { body, membership, from, to: to ?? null, corrects: reason ?? null, byAccession: accessionId !== undefined });
  }

  /** How a party came to stand where it stands: decisions, days on which it was not active, names. Open to everyone who takes part. */
  history(actor: Actor, code: string): Promise<HistoryView> {
    return this.db.read(actor, async () => {
      await this.parties.readable(actor, code);
      return this.told(actor, code);
    });
  }

  private async told(actor: Actor, code: string): Promise<HistoryView> {
    const decisions = await this.db.sql<DecisionView>(
      `SELECT d.id, d.body, d.membership, lower(d.period)::text AS from, upper(d.period)::text AS to, d.basis, d.document, d.document_date::text AS "documentDate", d.reason,
              ${utc('d.entered_at')} AS "enteredAt", CASE WHEN $2 THEN u.name END AS "enteredBy"
         FROM app.membership_decisions d LEFT JOIN app.users u ON u.id = d.entered_by WHERE d.party = $1 ORDER BY d.entered_at DESC, d.body`,
      [code, actor.has('secretariat_officer')],
    );
    const standings = await this.db.sql<DatedStandingView>(
      'SELECT standing, lower(valid)::text AS from, upper(valid)::text AS to FROM app.party_standings WHERE party = $1 ORDER BY lower(valid) DESC', [code],
    );
    const names = await this.db.sql<ChosenNameView>(
      `SELECT language, name, sort_name AS "sortName", CASE WHEN isfinite(chosen_at) THEN ${utc('chosen_at')} END AS "chosenAt" FROM app.party_names WHERE party = $1 ORDER BY chosen_at DESC, language`, [code],
    );
    return { decisions, standings, names };
  }
}
