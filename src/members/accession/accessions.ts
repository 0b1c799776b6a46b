import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, invalid, notFound, type Fault } from '../../kernel/problems.js';
import { basisOf, today, utc } from '../basis.js';
import { Memberships } from '../membership/memberships.js';
import { Parties } from '../parties.js';
import type { AccessionInput, AccessionsQuery, AccessionView, StepInput, StepView } from './accession.dto.js';
import { Accession, ways } from './accession.entity.js';

/** Cases of accession: opened, taken step by step, ended by an endorsement that sets the membership or by a withdrawal. */
@Injectable()
export class Accessions {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly memberships: Memberships,
    private readonly events: Events,
  ) {}

  list(actor: Actor, { state, party }: AccessionsQuery): Promise<AccessionView[]> {
    return this.db.read(actor, async () => {
      const scoped = this.access.scope(this.db.query(Accession, 'accession'), actor, 'read');
      if (state) scoped.andWhere('accession.state = :state', { state });
      if (party) scoped.andWhere('accession.party = :party', { party });
      return this.views(actor, await scoped.orderBy(`accession.state <> 'open'`).addOrderBy('accession.openedAt', 'DESC').take(200).getMany());
    });
  }

  one(actor: Actor, id: string): Promise<AccessionView> {
    return this.db.read(actor, async () => this.view(actor, await this.readable(actor, id)));
  }

  /** @throws Problem 400 for nobody, 409 for a case that runs already or a wish that is fulfilled */
  open(actor: Actor, { party: code, body, membership }: AccessionInput): Promise<AccessionView> {
    return this.db.write(actor, async () => {
      const accession = Object.assign(new Accession(), { id: randomUUID(), party: code, body, membership, state: 'open', openedBy: actor.userId, openedAt: new Date() });
      this.access.require(actor, 'open', accession);
      const party = await this.parties.find(code);
      if (!party || party.kind === 'secretariat') throw invalid([{ path: 'party', message: `There is no party with the code ${code} that could join.` }]);
      if (party.standing === 'suspended') throw conflict(`${party.name} is suspended. Take it in again first.`);
      accession.way = party.kind === 'organisation' ? 'application' : 'invitation';
      await this.db.sql(`SELECT pg_advisory_xact_lock(hashtext('membership/' || $1))`, [code]);
      const [running] = await this.db.sql(`SELECT FROM app.accessions WHERE party = $1 AND body = $2 AND state = 'open'`, [code, body]);
      if (running) throw conflict('A case of this party for this body is open already.');
      const [fulfilled] = await this.db.sql('SELECT FROM app.memberships WHERE party = $1 AND body = $2 AND membership = $3 AND valid @> current_date', [code, body, membership]);
      if (fulfilled) throw conflict(`${party.name} is ${membership} of this body already.`);
      await this.db.manager.save(accession);
      await this.events.record(actor, 'accession.opened', subject(accession), { party: code, body, membership });
      return this.view(actor, accession);
    });
  }

  /** Enters what happened; the last step sets the membership from its day on. @throws Problem 400, 403, 404, 409 */
  step(actor: Actor, id: string, input: StepInput): Promise<AccessionView> {
    return this.db.write(actor, async () => {
      const accession = await this.changeable(actor, id, 'step');
      const done = await this.steps([id]);
      const number = accession.take(input.step, done.length);
      const faults = faultsOf(input, done.at(-1)?.day);
      if (faults.length > 0) throw invalid(faults);
      await this.db.sql(
        `INSERT INTO app.accession_steps (accession_id, number, step, day, basis, document, document_date, since, entered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, number, input.step, input.day, ...basisOf(input), input.since ?? null, actor.userId],
      );
      if (input.step === 'endorsed' && input.since) await this.admit(actor, accession, input, input.since);
      await this.db.manager.save(accession);
      await this.events.record(actor, 'accession.stepped', subject(accession), { party: accession.party, body: accession.body, step: input.step, day: input.day });
      return this.view(actor, accession);
    });
  }

  withdraw(actor: Actor, id: string, reason: string): Promise<AccessionView> {
    return this.db.write(actor, async () => {
      const accession = await this.changeable(actor, id, 'withdraw');
      accession.withdraw(actor.userId, reason);
      await this.db.manager.save(accession);
      await this.events.record(actor, 'accession.withdrawn', subject(accession), { party: accession.party, body: accession.body, reason });
      return this.view(actor, accession);
    });
  }

  private async admit(actor: Actor, accession: Accession, input: StepInput, since: string): Promise<void> {
    const { id, party: code, body, membership } = accession;
    const party = await this.parties.find(code);
    if (party?.standing === 'suspended') throw conflict(`${party.name} is suspended. Take it in again first.`);
    if (party?.standing === 'former') throw conflict(`${party.name} has left. Two officers take it in again first, by a change of its standing.`);
    accession.endorse(actor.userId);
    await this.memberships.set(actor, { ...input, party: code, body, membership, from: since, to: undefined, accessionId: id });
    await this.events.record(actor, 'party.admitted', { type: 'party', id: code, originator: code }, { body, membership, from: since });
  }

  private async readable(actor: Actor, id: string, lock = false): Promise<Accession> {
    const scoped = this.access.scope(this.db.query(Accession, 'accession'), actor, 'read').andWhere('accession.id = :id', { id });
    const found = await (lock ? scoped.setLock('pessimistic_write') : scoped).getOne();
    if (!found) throw notFound();
    return found;
  }

  /** A closed case is read, but the fence locks it for nobody: its own verb then says that it is closed. */
  private async changeable(actor: Actor, id: string, verb: string): Promise<Accession> {
    this.access.require(actor, verb, await this.readable(actor, id));
    const [open] = await this.db.sql('SELECT FROM app.accessions WHERE id = $1 FOR UPDATE', [id]);
    return this.readable(actor, id, open !== undefined);
  }

  private async view(actor: Actor, accession: Accession): Promise<AccessionView> {
    const [view] = await this.views(actor, [accession]);
    if (!view) throw notFound();
    return view;
  }

  private async views(actor: Actor, accessions: Accession[]): Promise<AccessionView[]> {
    const steps = await this.steps(accessions.map(({ id }) => id));
    const people = await this.parties.names();
    const named = await this.parties.called(accessions.map(({ party }) => party));
    return accessions.map((accession) => {
      const own = steps.filter((step) => step.accession === accession.id).map((step) => ({ ...step, enteredBy: people.get(step.by) ?? null }));
      const { id, party, body, membership, way, state, withdrawnBecause } = accession;
      return {
        id, party, body, membership, way, state, withdrawnBecause,
        partyName: named.get(party) ?? party,
        next: accession.next(own.length),
        steps: own,
        openedBy: people.get(accession.openedBy) ?? null,
        openedAt: accession.openedAt.toISOString(),
        closedAt: accession.closedAt?.toISOString() ?? null,
        allows: this.access.allows(actor, accession),
      };
    });
  }

  private steps(ids: string[]): Promise<(StepView & { accession: string; by: string })[]> {
    return this.db.sql(
      `SELECT accession_id AS accession, step, day::text, basis, document, document_date::text AS "documentDate", since::text, entered_by AS by, ${utc('entered_at')} AS "enteredAt"
         FROM app.accession_steps WHERE accession_id = ANY ($1::uuid[]) ORDER BY accession_id, number`, [ids],
    );
  }
}

/** The case file is the secretariat's: a candidate's own auditors do not read of it. */
const subject = ({ id }: Accession) => ({ type: 'accession', id, originator: 'SECRETARIAT' });

function faultsOf({ step, day, since }: StepInput, before: string | undefined): Fault[] {
  const faults: Fault[] = [];
  if (day > today()) faults.push({ path: 'day', message: 'A step is entered once it has happened.' });
  if (before && day < before) faults.push({ path: 'day', message: `The step before it is of ${before}; this one cannot be earlier.` });
  if (step === 'endorsed' && !since) faults.push({ path: 'since', message: 'Give the first day of the membership.' });
  if (step !== 'endorsed' && since) faults.push({ path: 'since', message: `Only the last step, "${ways.invitation.at(-1)}", sets a membership.` });
  return faults;
}
