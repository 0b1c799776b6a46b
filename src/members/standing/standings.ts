import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles, Jobs } from '../../kernel/jobs/index.js';
import { conflict, invalid, notFound } from '../../kernel/problems.js';
import { basisOf, today } from '../basis.js';
import { Parties } from '../parties.js';
import type { Standing } from '../party.entity.js';
import { StandingChange } from './standing-change.entity.js';
import type { StandingChangesQuery, StandingChangeView, StandingDecisionInput, StandingInput } from './standing.dto.js';

const events: Record<Standing, string> = { active: 'party.reinstated', suspended: 'party.suspended', former: 'party.withdrawn' };

/** Suspension, re-instatement and withdrawal of parties: two officers, and from the day it acts nobody of the party gets further than that lets them. */
@Injectable()
export class Standings {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  list(actor: Actor, { state, party }: StandingChangesQuery): Promise<StandingChangeView[]> {
    return this.db.read(actor, async () => {
      const scoped = this.access.scope(this.db.query(StandingChange, 'change'), actor, 'read');
      if (state) scoped.andWhere(state === 'open' ? 'change.decision IS NULL' : 'change.decision IS NOT NULL');
      if (party) scoped.andWhere('change.party = :party', { party });
      return this.views(actor, await scoped.orderBy('change.decision IS NOT NULL').addOrderBy('change.proposedAt', 'DESC').take(200).getMany());
    });
  }

  /** @throws Problem 400 for a day that is over, 403, 404, 409 for a party that stands so already or waits for a decision */
  propose(actor: Actor, code: string, input: StandingInput): Promise<StandingChangeView> {
    return this.db.write(actor, async () => {
      const party = await this.parties.readable(actor, code);
      this.access.require(actor, 'standing', party);
      const since = input.since ?? today();
      if (since < today()) throw invalid([{ path: 'since', message: 'A change of standing acts from today on at the earliest. Name the earlier day in the basis.' }]);
      await this.db.sql(`SELECT pg_advisory_xact_lock(hashtext('membership/' || $1))`, [code]);
      const [waiting] = await this.db.sql('SELECT FROM app.standing_changes WHERE party = $1 AND decision IS NULL', [code]);
      if (waiting) throw conflict('A change of its standing waits for a decision already.');
      const [then] = await this.db.sql<{ standing: Standing }>('SELECT app.standing_on($1, $2) AS standing', [code, since]);
      if (then?.standing === input.standing) throw conflict(`${party.name} is ${input.standing} on that day already.`);
      const { standing, reason } = input;
      const [basis, document, documentDate] = basisOf(input);
      const change = Object.assign(new StandingChange(), {
        id: randomUUID(), party: code, standing, reason, basis, document, documentDate, since, proposedBy: actor.userId, proposedAt: new Date(), decision: null, decidedBy: null, decidedAt: null, decisionReason: null, actsOn: null,
      });
      await this.db.manager.insert(StandingChange, change);
      await this.events.record(actor, 'standing-change.proposed', subject(change), { party: code, standing, since });
      return this.view(actor, change);
    });
  }

  /** By another officer than the one who proposed it. @throws Problem 400 without a reason for a refusal, 403, 404, 409 */
  decide(actor: Actor, id: string, { decision, reason }: StandingDecisionInput): Promise<StandingChangeView> {
    return this.db.write(actor, async () => {
      const change = await this.changeable(actor, id);
      if (decision === 'refuse' && !reason) throw invalid([{ path: 'reason', message: 'Say why it is refused.' }]);
      change.decide(decision === 'approve' ? 'approved' : 'refused', actor.userId, reason ?? null, today());
      await this.db.sql(
        'UPDATE app.standing_changes SET decision = $2, decided_by = $3, decided_at = $4, decision_reason = $5, acts_on = $6 WHERE id = $1',
        [id, change.decision, change.decidedBy, change.decidedAt, change.decisionReason, change.actsOn],
      );
      await this.events.record(actor, `standing-change.${change.decision}`, subject(change), { party: change.party, standing: change.standing, actsOn: change.actsOn });
      if (change.actsOn) await this.apply(actor);
      if (change.actsOn && change.actsOn > today()) await this.jobs.enqueue('standing-due', {}, { at: new Date(`${change.actsOn}T00:00:00Z`), key: `standing/${id}` });
      return this.view(actor, change);
    });
  }

  /** What was approved for a later day acts when that day begins; each night makes sure of it. */
  @Handles('standing-due', { daily: true })
  async due(): Promise<void> {
    const clock = systemActor('membership-clock');
    await this.db.write(clock, () => this.apply(clock));
  }

  private async apply(actor: Actor): Promise<void> {
    const changed = await this.db.sql<{ party: string; standing: Standing; change_id: string }>('SELECT party, standing, change_id FROM app.apply_standing_changes()');
    for (const { party, standing, change_id: change } of changed) {
      await this.events.record(actor, events[standing], { type: 'party', id: party, originator: party }, { change });
    }
  }

  private async changeable(actor: Actor, id: string): Promise<StandingChange> {
    await this.db.sql('SELECT FROM app.standing_changes WHERE id = $1 FOR UPDATE', [id]);
    const change = await this.access.scope(this.db.query(StandingChange, 'change'), actor, 'read').andWhere('change.id = :id', { id }).getOne();
    if (!change) throw notFound();
    this.access.require(actor, 'decide', change);
    return change;
  }

  private async view(actor: Actor, change: StandingChange): Promise<StandingChangeView> {
    const [view] = await this.views(actor, [change]);
    if (!view) throw notFound();
    return view;
  }

  private async views(actor: Actor, changes: StandingChange[]): Promise<StandingChangeView[]> {
    const people = actor.has('secretariat_officer') ? await this.parties.names() : new Map<string, string>();
    const named = await this.parties.called(changes.map(({ party }) => party));
    return changes.map((change) => ({
      ...change,
      partyName: named.get(change.party) ?? change.party,
      proposedBy: people.get(change.proposedBy) ?? null,
      proposedAt: change.proposedAt.toISOString(),
      decidedBy: people.get(change.decidedBy ?? '') ?? null,
      decidedAt: change.decidedAt?.toISOString() ?? null,
      // A decided change is no longer anybody's to decide; the rule says who, the change says when.
      allows: this.access.allows(actor, change).filter((verb) => verb !== 'decide' || !change.decision),
    }));
  }
}

/** A proposal is the secretariat's own affair until it is decided. */
const subject = (change: StandingChange) => ({ type: 'standing-change', id: change.id, originator: 'SECRETARIAT' });
