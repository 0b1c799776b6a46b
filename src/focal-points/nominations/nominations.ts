import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { conflict, forbidden, invalid, notFound } from '../../kernel/problems.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { People } from '../../identity/index.js';
import { FocalPoint } from '../focal-point.entity.js';
import { FocalPoints, mustMakeSense, subject } from '../focal-points.js';
import { isOfficer } from '../officer.js';
import { Nomination } from './nomination.entity.js';
import { NominationViews } from './nomination-views.js';
import type { NominationInput, NominationList, NominationsQuery, NominationView } from './nominations.dto.js';

const pageSize = 50;
const open = ['nominated', 'checked', 'approved'];

/** From the nomination to the invitation: entered, checked by one officer, approved by another, or refused, or withdrawn. */
@Injectable()
export class Nominations {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly scanner: Scanner,
    private readonly points: FocalPoints,
    private readonly people: People,
    private readonly views: NominationViews,
    private readonly cursors: Cursors,
  ) {}

  /** Enters a nomination; officers see it once its letter is there. @throws Problem 400, 403, 404, 409 */
  nominate(actor: Actor, input: NominationInput): Promise<NominationView> {
    mustMakeSense(input);
    return this.db.write(actor, async () => {
      const { email: address, locale, party = actor.party, ...described } = input;
      const email = address.normalize('NFKC').toLowerCase();
      const nomination = Object.assign(new Nomination(), { id: randomUUID(), party, email, locale, nominatedBy: actor.userId, nominatedAt: new Date(), onBehalf: party !== actor.party, hands: [actor.userId] });
      this.access.require(actor, 'nominate', nomination);
      await this.mayNominate(nomination, input);
      const point = Object.assign(new FocalPoint(), { ...described, until: described.until ?? null, id: nomination.id, party, state: 'nominated', reminders: 0, createdAt: new Date() });
      await this.db.manager.insert(FocalPoint, point);
      await this.db.manager.insert(Nomination, nomination);
      await this.events.record(actor, 'focal-point.entered', subject(point), { area: point.area, rank: point.rank, onBehalf: nomination.onBehalf });
      return this.view(actor, point.id);
    });
  }

  list(actor: Actor, { state, cursor }: NominationsQuery): Promise<NominationList> {
    const filter = `nominations/${state ?? ''}`;
    const [before, beforeId] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [null, null];
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(Nomination, 'nomination'), actor, 'read');
      const states = state === 'open' ? open : state ? [state] : null;
      if (states) query.andWhere('EXISTS (SELECT FROM app.focal_points f WHERE f.id = nomination.id AND f.state = ANY(:states))', { states });
      if (before) query.andWhere('(nomination.nominatedAt, nomination.id) < (:before::timestamptz, :beforeId::uuid)', { before, beforeId });
      const found = await query.orderBy('nomination.nominatedAt', 'DESC').addOrderBy('nomination.id', 'DESC').limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = page.at(-1);
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT nominated_at::text AS at FROM app.nominations WHERE id = $1', [last.id]) : [];
      return { items: await this.views.of(actor, page), next: found.length > pageSize && last ? this.cursors.seal(actor, filter, [exact?.at, last.id]) : null };
    });
  }

  one(actor: Actor, id: string): Promise<NominationView> {
    return this.db.read(actor, () => this.view(actor, id));
  }

  /** An officer has verified who sent the letter. @throws Problem 403, 404, 409 */
  check(actor: Actor, id: string, note: string): Promise<NominationView> {
    return this.change(actor, id, 'check', 'focal-point.checked', async (nomination, point) => {
      await this.mustBeAnother(actor, nomination);
      this.scanner.requireScanned(nomination.letter.scan);
      point.check();
      nomination.check(actor.userId, note);
      return { sha256: nomination.letter.sha256 };
    });
  }

  /** A second officer approves; the nominee is invited. @throws Problem 403, 404, 409 */
  approve(actor: Actor, id: string): Promise<NominationView> {
    return this.change(actor, id, 'approve', 'focal-point.approved', async (nomination, point) => {
      point.mustBe('checked');
      await this.mustBeAnother(actor, nomination);
      const userId = await this.call(actor, nomination, point);
      point.approve(userId);
      nomination.approve(actor.userId, userId);
      return { user: userId, sha256: nomination.letter.sha256, checkedBy: nomination.checkedBy };
    });
  }

  /** The invitation once more: earlier ones no longer work. @throws Problem 409 when the nominee is not waiting for one */
  invite(actor: Actor, id: string): Promise<NominationView> {
    return this.change(actor, id, 'invite', 'focal-point.invited', async (nomination, point) => {
      point.mustBe('approved');
      return { user: await this.call(actor, nomination, point) };
    });
  }

  refuse(actor: Actor, id: string, reason: string): Promise<NominationView> {
    return this.close(actor, id, 'refuse', 'refused', reason);
  }

  withdraw(actor: Actor, id: string, reason: string): Promise<NominationView> {
    return this.close(actor, id, 'withdraw', 'withdrawn', reason);
  }

  /** A question of an officer, or its answer by the party. */
  say(actor: Actor, id: string, text: string): Promise<NominationView> {
    const verb = isOfficer(actor) ? 'ask' : 'answer';
    return this.change(actor, id, verb, verb === 'ask' ? 'focal-point.asked' : 'focal-point.answered', async (_nomination, point) => {
      point.mustBe('nominated', 'checked');
      await this.db.sql('INSERT INTO app.nomination_messages (nomination_id, party, user_id, text) VALUES ($1, $2, $3, $4)', [id, actor.party, actor.userId, text]);
      return {};
    });
  }

  private call(actor: Actor, { email, locale, party }: Nomination, { name }: FocalPoint): Promise<string> {
    return this.people.invite(actor, { email, name, locale, party, roles: ['reader', 'contributor', 'focal_point'] });
  }

  private close(actor: Actor, id: string, verb: string, state: 'refused' | 'withdrawn', reason: string): Promise<NominationView> {
    return this.change(actor, id, verb, `focal-point.${state}`, async (nomination, point) => {
      point.close(state);
      nomination.close(actor.userId, reason);
      return { reason };
    });
  }

  private change(actor: Actor, id: string, verb: string, event: string, work: (nomination: Nomination, point: FocalPoint) => Promise<object>): Promise<NominationView> {
    return this.db.write(actor, async () => {
      const nomination = await this.access.scope(this.db.query(Nomination, 'nomination'), actor, 'read').andWhere('nomination.id = :id', { id }).setLock('pessimistic_write').getOne();
      if (!nomination) throw notFound();
      this.access.require(actor, verb, nomination);
      const point = await this.points.locked(id);
      const detail = await work(nomination, point);
      await this.db.manager.save(nomination);
      await this.points.save(point);
      await this.events.record(actor, event, subject(point), detail);
      return this.view(actor, id);
    });
  }

  private async view(actor: Actor, id: string): Promise<NominationView> {
    const nomination = await this.access.scope(this.db.query(Nomination, 'nomination'), actor, 'read').andWhere('nomination.id = :id', { id }).getOne();
    const [view] = nomination ? await this.views.of(actor, [nomination]) : [];
    return view ?? Promise.reject(notFound());
  }

  private async mayNominate({ party, email, onBehalf }: Nomination, { area }: NominationInput): Promise<void> {
    const [known] = await this.db.sql<{ kind: string; standing: string }>('SELECT kind, app.standing_of(code) AS standing FROM app.parties WHERE code = $1', [party]);
    if (!known) throw invalid([{ path: 'party', message: `There is no party with the code ${party}.` }]);
    if (known.kind === 'secretariat') throw conflict('The secretariat has no focal point; its people are named by its administrator.');
    if (known.standing !== 'active') throw conflict('This party does not take part at present, so nobody is nominated for it.');
    if (onBehalf && (await this.points.confirmed(party)) > 0) throw conflict('This party has a focal point, who nominates. The secretariat enters the first one only.', 'has-focal-point');
    const [twice] = await this.db.sql(
      `SELECT FROM app.nominations n JOIN app.focal_points f ON f.id = n.id WHERE n.party = $1 AND n.email = $2 AND f.area = $3 AND f.state IN ('nominated', 'checked', 'approved', 'confirmed')`, [party, email, area],
    );
    if (twice) throw conflict('This person is nominated for this subject already.', 'nominated-already');
  }

  /** An account may bear the nominee's address before the rules can know it by its id. */
  private async mustBeAnother(actor: Actor, { email }: Nomination): Promise<void> {
    const [own] = await this.db.sql<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [actor.userId]);
    if (own?.email === email) throw forbidden('You may not decide on it; you are its nominee.');
  }
}
