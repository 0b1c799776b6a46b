import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import { Parties } from '../../members/index.js';
import { Administration } from '../people/administration.js';
import { Delegation } from '../people/delegation.entity.js';
import { User } from '../user.entity.js';
import { FactorReset } from './factor-reset.entity.js';
import { NewFactors } from './new-factors.js';
import type { ResetDecisionInput, ResetList, ResetsQuery, ResetView } from './resets.dto.js';

const pageSize = 30;
/** Whoever holds one of these is reset at the wish of the secretariat's own people alone, whomever else they act for. */
const above = ['secretariat_officer', 'auditor', 'administrator'];

/** New factors for somebody who lost theirs: asked for by one who knows the person, decided by an officer of the secretariat (SR-12). */
@Injectable()
export class Resets {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly cursors: Cursors,
    private readonly jobs: Jobs,
    private readonly parties: Parties,
    private readonly administration: Administration,
    private readonly newFactors: NewFactors,
  ) {}

  /** @throws Problem 404, 403, 409 */
  ask(actor: Actor, delegationId: string, reason: string): Promise<ResetView> {
    return this.db.write(actor, async () => {
      const person = await this.administration.readable(actor, delegationId);
      this.access.require(actor, 'reset', person);
      if (person.state !== 'active') throw conflict(person.state === 'invited' ? 'This person has not accepted yet: send the invitation again.' : 'New factors are for people who act for you now.');
      const id = randomUUID();
      const [made] = await this.db.sql<{ id: string }>(
        'INSERT INTO app.factor_resets (id, user_id, delegation_id, party, reason, asked_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (party, delegation_id) WHERE decision IS NULL DO NOTHING RETURNING id',
        [id, person.userId, person.id, person.party, reason, actor.userId],
      );
      if (!made) throw conflict('Somebody asked for this already; the secretariat has not decided yet.');
      await this.events.record(actor, 'factor-reset.asked', { type: 'factor-reset', id, originator: person.party }, { person: person.id });
      return this.one(actor, id);
    });
  }

  list(actor: Actor, { state, cursor }: ResetsQuery): Promise<ResetList> {
    const filter = `resets/${state ?? ''}`;
    const [at, id] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [null, null];
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(FactorReset, 'reset'), actor, 'read');
      if (state === 'open') query.andWhere('reset.decision IS NULL');
      else if (state) query.andWhere('reset.decision = :state', { state });
      if (at) query.andWhere('(reset.askedAt, reset.id) < (:at::timestamptz, :id::uuid)', { at, id });
      const found = await query.orderBy('reset.askedAt', 'DESC').addOrderBy('reset.id', 'DESC').limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = found.length > pageSize ? page.at(-1) : undefined;
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT asked_at::text AS at FROM app.factor_resets WHERE id = $1', [last.id]) : [];
      return { items: await this.views(actor, page), next: last ? this.cursors.seal(actor, filter, [exact?.at, last.id]) : null };
    });
  }

  /** On approval everything the person signs in with ends at once, and a letter leads to new factors. @throws Problem 404, 403, 409 */
  async decide(actor: Actor, id: string, { decision, reason }: ResetDecisionInput): Promise<ResetView> {
    const view = await this.db.write(actor, async () => {
      const reset = await this.readable(actor, id);
      this.access.require(actor, 'decide', reset);
      reset.decide(actor.userId, decision, reason);
      if (decision === 'approved') await this.mustNotReachAbove(reset);
      const [done] = await this.db.sql(
        'UPDATE app.factor_resets SET decision = $2, decided_by = $3, decided_at = now(), decision_reason = $4 WHERE id = $1 AND decision IS NULL RETURNING id', [id, decision, actor.userId, reason],
      );
      if (!done) throw conflict('Somebody decided this meanwhile. Load it again.');
      await this.events.record(actor, `factor-reset.${decision}`, { type: 'factor-reset', id, originator: reset.party }, { person: reset.delegationId, reason });
      if (decision === 'approved') await this.jobs.enqueue('new-factors', { id }, { key: `new-factors/${id}` });
      return this.one(actor, id);
    });
    // At once, and not when a worker comes round to it; the job is there for the case that this node stops between the two.
    if (decision === 'approved') await this.newFactors.give(id);
    return view;
  }

  private async mustNotReachAbove(reset: FactorReset): Promise<void> {
    if (reset.party === 'SECRETARIAT') return;
    const others = await this.db.sql(
      `SELECT FROM app.delegations WHERE user_id = $1 AND party = 'SECRETARIAT' AND state = 'active' AND valid @> current_date AND roles && $2`, [reset.userId, above],
    );
    if (others.length > 0) throw conflict('This person also holds a role of the secretariat. An administrator of the secretariat asks for their new factors.', 'above-the-asker');
  }

  private async one(actor: Actor, id: string): Promise<ResetView> {
    const [view] = await this.views(actor, [await this.readable(actor, id)]);
    if (!view) throw notFound();
    return view;
  }

  private async readable(actor: Actor, id: string): Promise<FactorReset> {
    const found = await this.access.scope(this.db.query(FactorReset, 'reset'), actor, 'read').andWhere('reset.id = :id', { id }).getOne();
    if (!found) throw notFound();
    return found;
  }

  private async views(actor: Actor, resets: readonly FactorReset[]): Promise<ResetView[]> {
    if (resets.length === 0) return [];
    const names = await this.parties.names();
    const users = await this.db.query(User, 'person').where('person.id = ANY (:ids)', { ids: resets.map(({ userId }) => userId) }).getMany();
    const held = await this.db.query(Delegation, 'delegation').where('delegation.userId = ANY (:ids)', { ids: resets.map(({ userId }) => userId) }).getMany();
    return resets.map((reset) => {
      const user = users.find(({ id }) => id === reset.userId);
      const delegation = held.find(({ id }) => id === reset.delegationId);
      return {
        id: reset.id,
        personId: reset.delegationId,
        name: user?.name ?? '', email: user?.email ?? '',
        party: reset.party,
        roles: delegation?.roles ?? [],
        elsewhere: held.filter(({ id, userId, state, party }) => userId === reset.userId && id !== reset.delegationId && state === 'active' && party !== reset.party).map(({ party, roles }) => ({ party, roles })),
        reason: reset.reason,
        askedBy: names.get(reset.askedBy) ?? '',
        askedAt: reset.askedAt.toISOString(),
        state: reset.decision ?? 'open',
        decidedBy: reset.decidedBy ? (names.get(reset.decidedBy) ?? '') : null,
        decidedAt: reset.decidedAt?.toISOString() ?? null,
        decisionReason: reset.decisionReason,
        needsAnother: reset.askedBy === actor.userId || reset.userId === actor.userId,
        allows: this.access.allows(actor, reset),
      };
    });
  }
}
