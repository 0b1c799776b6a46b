import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles } from '../../kernel/jobs/index.js';
import { Delegation } from '../people/delegation.entity.js';
import { keeperRole, reviewedRoles } from '../people/giving.js';
import { about } from '../people/people.js';
import { lapsesAfter, nextDue, openReview, remindedBefore, type OpenReview } from './due.js';

const task = 'people-review';

/** Each night the reviews that are due are opened, reminded of, and closed; whoever was not confirmed in time is suspended. */
@Injectable()
export class ReviewJobs {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  @Handles('people-reviews', { daily: true })
  async nightly(): Promise<void> {
    const parties = await this.db.read(systemActor(task), () => this.db.sql<{ code: string }>(`SELECT code FROM app.parties WHERE app.standing_of(code) = 'active'`));
    for (const { code } of parties) await this.ofParty(code);
  }

  private ofParty(party: string): Promise<void> {
    const actor = systemActor(task, party);
    return this.db.write(actor, async () => {
      const open = await openReview(this.db, party);
      if (!(await this.hasKeeper(party))) {
        // Nobody could confirm and nobody was told: the days count from when there is somebody again.
        if (open) await this.db.sql(`UPDATE app.people_reviews SET due = GREATEST(due, current_date + 30), reminded = '{30}' WHERE id = $1`, [open.id]);
        return;
      }
      if (open) await this.goOn(actor, open);
      else await this.open(actor);
    });
  }

  private async open(actor: Actor): Promise<void> {
    const { party } = actor;
    const { due, daysLeft } = await nextDue(this.db, party);
    if (daysLeft > remindedBefore[0] || (await this.unconfirmed(party, new Date())).length === 0) return;
    // A portal that stood still for long gives the same thirty days.
    const [made] = await this.db.sql<{ id: string; due: string; lapses_on: string }>(
      `INSERT INTO app.people_reviews (id, party, due, reminded) VALUES ($1, $2, GREATEST($3::date, current_date + CASE WHEN $4 < 0 THEN 30 ELSE 0 END), '{30}')
       RETURNING id, due::text, (due + ${lapsesAfter})::text AS lapses_on`, [randomUUID(), party, due, daysLeft],
    );
    if (made) await this.events.record(actor, 'people-review.opened', subject(made.id, party), { due: made.due, lapses: made.lapses_on });
  }

  private async goOn(actor: Actor, open: OpenReview): Promise<void> {
    const { party } = actor;
    const left = await this.unconfirmed(party, open.opened_at);
    if (left.length === 0) return this.close(open);
    if (open.days_left <= -lapsesAfter) {
      for (const delegation of left) {
        delegation.suspend(`Not confirmed in the half-yearly review that was due on ${open.due}.`);
        await this.db.manager.save(delegation);
        await this.events.record(actor, 'person.suspended', about(delegation), { review: open.id });
      }
      await this.events.record(actor, 'people-review.lapsed', subject(open.id, party), { due: open.due, people: left.length });
      return this.close(open);
    }
    const mark = remindedBefore.filter((days) => open.days_left <= days).at(-1);
    if (mark === undefined || open.reminded.includes(mark)) return;
    await this.db.sql('UPDATE app.people_reviews SET reminded = reminded || $2::integer WHERE id = $1', [open.id, mark]);
    await this.events.record(actor, 'people-review.reminded', subject(open.id, party), { due: open.due, lapses: open.lapses_on, people: left.length });
  }

  private async close({ id }: OpenReview): Promise<void> {
    await this.db.sql('UPDATE app.people_reviews SET closed_at = now() WHERE id = $1', [id]);
  }

  /** Whom the party's keepers could confirm and did not since then. */
  private unconfirmed(party: string, since: Date): Promise<Delegation[]> {
    return this.db.query(Delegation, 'delegation')
      .where(`delegation.party = :party AND delegation.state = 'active' AND delegation.roles <@ :roles AND delegation.confirmedAt < :since`, { party, roles: reviewedRoles(party), since })
      .orderBy('delegation.id').getMany();
  }

  private async hasKeeper(party: string): Promise<boolean> {
    return (await this.db.sql(`SELECT FROM app.delegations WHERE party = $1 AND state = 'active' AND valid @> current_date AND $2 = ANY (roles) LIMIT 1`, [party, keeperRole(party)])).length > 0;
  }
}

const subject = (id: string, originator: string) => ({ type: 'people-review', id, originator });
