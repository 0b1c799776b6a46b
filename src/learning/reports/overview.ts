import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Supply } from '../supply/supply.js';
import type { ExpiringView, LearnerView, PartyOverviewView, SeatsView, WaitingView } from './overview.dto.js';

type Named<View> = Omit<View, 'title'> & { course: string };

/** What a focal point for training asks for twice a week: who waits, which seats go unused, who is late, what lapses. Of the own party alone, and recorded. */
@Injectable()
export class Overview {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly supply: Supply,
    private readonly events: Events,
  ) {}

  party(actor: Actor): Promise<PartyOverviewView> {
    return this.db.write(actor, async () => {
      const bound: unknown[] = [actor.party];
      // The rule of the list of nominees, written for one more kind of query.
      const may = this.access.compile(actor, 'read', Enrolment, 'e', (one) => `$${bound.push(one)}`);
      const waiting = await this.db.sql<WaitingView>(
        `SELECT w.state, count(*)::int AS count, max(w.age)::int AS oldest, (count(*) FILTER (WHERE w.age > 5))::int AS late FROM (
           SELECT e.state, ${workingDaysTo('current_date')} - ${workingDaysTo('coalesce(e.decided_at, e.created_at)::date')} AS age
             FROM app.enrolments e WHERE e.party = $1 AND e.state IN ('nominated', 'waitlisted', 'approved', 'offered') AND ${may}) AS w
          GROUP BY w.state ORDER BY array_position(ARRAY['nominated', 'waitlisted', 'approved', 'offered'], w.state)`, bound);
      const seats = await this.db.sql<Named<SeatsView>>(
        `SELECT c.id AS "cohortId", c.course_id AS course, c.centre, c.place, c.starts_on::text AS "startsOn", q.reserved, q.max, q.used,
                CASE WHEN c.released_at IS NULL THEN q.reserved - q.reserved_used ELSE 0 END AS unclaimed, to_json(c.release_at) #>> '{}' AS "releaseAt",
                (SELECT count(*)::int FROM app.enrolments e WHERE e.cohort_id = c.id AND e.party = $1 AND e.state = 'offered' AND e.offer_until < now() + interval '7 days') AS lapsing
           FROM app.quotas q JOIN app.cohorts c ON c.id = q.cohort_id WHERE q.party = $1 AND c.state IN ('open', 'closed', 'running') ORDER BY c.starts_on, c.id LIMIT 200`, [actor.party]);
      const [figures] = await this.db.sql<Pick<PartyOverviewView, 'active' | 'overdue' | 'completed' | 'failed' | 'meanResult'>>(
        `SELECT (count(*) FILTER (WHERE e.state = 'active'))::int AS active, (count(*) FILTER (WHERE e.state = 'active' AND ${overdue}))::int AS overdue,
                (count(*) FILTER (WHERE e.state = 'completed' AND e.completed_at > now() - interval '1 year'))::int AS completed,
                (count(*) FILTER (WHERE e.state = 'failed' AND e.last_active_at > now() - interval '1 year'))::int AS failed,
                (avg(e.result) FILTER (WHERE e.state = 'completed' AND e.completed_at > now() - interval '1 year'))::float8 AS "meanResult"
           FROM app.enrolments e LEFT JOIN app.cohorts h ON h.id = e.cohort_id WHERE e.party = $1 AND e.state IN ('active', 'completed', 'failed') AND ${may}`, bound);
      const learners = await this.db.sql<Named<LearnerView>>(
        `SELECT e.id AS "enrolmentId", u.name, e.course_id AS course, e.progress::float8 AS progress, to_json(e.last_active_at) #>> '{}' AS "lastActiveAt", coalesce(e.due_on, h.ends_on)::text AS "dueOn", coalesce(${overdue}, false) AS "isOverdue"
           FROM app.enrolments e LEFT JOIN app.cohorts h ON h.id = e.cohort_id LEFT JOIN app.users u ON u.id = e.user_id
          WHERE e.party = $1 AND e.state = 'active' AND ${may} ORDER BY coalesce(${overdue}, false) DESC, e.last_active_at NULLS FIRST, e.id LIMIT 100`, bound);
      const expiring = await this.db.sql<Named<ExpiringView>>(
        `SELECT u.name, k.course_id AS course, k.expires_on::text AS "expiresOn" FROM app.certificates k LEFT JOIN app.users u ON u.id = k.user_id
          WHERE k.party = $1 AND k.state = 'issued' AND k.expires_on BETWEEN current_date AND current_date + 90 ORDER BY k.expires_on, k.id LIMIT 200`, [actor.party]);
      const courses = await this.catalogue.readableOf(actor, [...new Set([...seats, ...learners, ...expiring].map(({ course }) => course))]);
      const titled = <Row extends { course: string }>({ course, ...row }: Row) => ({ ...row, title: courses.get(course)?.title ?? null });
      const { items: needs } = await this.supply.needs(actor);
      await this.events.record(actor, 'training-report.read', { type: 'party', id: actor.party, originator: actor.party }, { title: 'Overview of our training', rows: learners.length + expiring.length });
      return {
        waiting, seats: seats.map(titled), learners: learners.map(titled), expiring: expiring.map(titled),
        active: figures?.active ?? 0, overdue: figures?.overdue ?? 0, completed: figures?.completed ?? 0, failed: figures?.failed ?? 0, meanResult: figures?.meanResult ?? null,
        unmetNeeds: needs.filter(({ party, metBy }) => party === actor.party && metBy === 0).length,
      };
    });
  }
}

/** SQL: Mondays to Fridays from a Monday long ago to a day, itself included. */
const workingDaysTo = (day: string) => `((${day} - DATE '2001-01-01') / 7 * 5 + least((${day} - DATE '2001-01-01') % 7 + 1, 5))`;

/** SQL: an active enrolment is past its day. */
const overdue = 'coalesce(e.due_on, h.ends_on) < current_date';
