import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import { conflict, invalid, notFound, outdated, preconditionRequired } from '../../kernel/problems.js';
import { Parties } from '../../members/index.js';
import { Catalogue } from '../catalogue/catalogue.js';
import type { Course } from '../catalogue/course.entity.js';
import { circlesOf } from '../circles.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Seats } from '../enrolment/seats.js';
import { verifiedMinutes } from '../enrolment/verified.js';
import { Cohort } from './cohort.entity.js';
import type { CandidateList, CohortInput, CohortList, CohortPlanInput, CohortView, QuotaInput, QuotaView, RosterView, StaffView } from './cohorts.dto.js';

type Quota = QuotaView & { cohort: string };
type Post = StaffView & { cohort: string };
const most = 200;
const mostCandidates = 500;

/** Cohorts: planned where the originator says, allotted to parties, opened, and filled by their focal points. */
@Injectable()
export class Cohorts {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly parties: Parties,
    private readonly seats: Seats,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  /** Of one course, those to come first. @throws Problem 404 */
  ofCourse(actor: Actor, courseId: string): Promise<CohortList> {
    return this.db.read(actor, async () => {
      await this.catalogue.readable(actor, courseId);
      const query = this.access.scope(this.db.query(Cohort, 'cohort'), actor, 'read').andWhere('cohort.courseId = :courseId', { courseId });
      return { items: await this.views(actor, await query.orderBy('cohort.startsOn', 'DESC').addOrderBy('cohort.id').limit(most).getMany()) };
    });
  }

  /** Those the actor's own centre runs. */
  ofCentre(actor: Actor): Promise<CohortList> {
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(Cohort, 'cohort'), actor, 'allot');
      return { items: await this.views(actor, await query.orderBy('cohort.startsOn', 'DESC').addOrderBy('cohort.id').limit(most).getMany()) };
    });
  }

  open(actor: Actor, id: string): Promise<CohortView> {
    return this.db.read(actor, async () => this.view(actor, await this.readable(actor, id)));
  }

  /** The originator plans a cohort and names the centre that runs it. @throws Problem 404, 403, 409, 400 */
  plan(actor: Actor, courseId: string, { centre = actor.party, ...plan }: CohortInput): Promise<CohortView> {
    return this.db.write(actor, async () => {
      const course = await this.catalogue.readable(actor, courseId);
      course.mustTakeIn();
      if ((await this.parties.unknown([centre])).length > 0) throw invalid([{ path: 'centre', message: `There is no party with the code ${centre}.` }]);
      const version = await this.catalogue.inForce(courseId);
      if (!version) throw conflict('There is no version of this course in force.');
      const cohort = Object.assign(new Cohort(), { id: randomUUID(), courseId, courseVersionId: version.id, originator: course.originator, centre, state: 'planned', reason: null, pool: plan.capacity, createdAt: new Date(), createdBy: actor.userId }, planned(plan));
      this.access.require(actor, 'create', cohort);
      await this.db.manager.insert(Cohort, cohort);
      await this.events.record(actor, 'cohort.planned', subject(cohort), { course: courseId, centre });
      return this.view(actor, await this.readable(actor, cohort.id));
    });
  }

  /** @throws Problem 404, 403, 409, 412, 428 */
  edit(actor: Actor, id: string, seen: number, plan: CohortPlanInput): Promise<CohortView> {
    return this.changed(actor, id, 'edit', 'cohort.changed', async (cohort) => {
      if (Number.isNaN(seen)) throw preconditionRequired();
      if (cohort.rowVersion !== seen) throw outdated();
      cohort.mustBePlannable();
      Object.assign(cohort, planned(plan));
      await this.balance(cohort);
      await this.releaseLater(cohort);
    });
  }

  become(actor: Actor, id: string, state: 'open' | 'closed' | 'cancelled', reason: string | null = null): Promise<CohortView> {
    const verb = { open: 'open', closed: 'close', cancelled: 'cancel' }[state];
    return this.changed(actor, id, verb, `cohort.${state === 'open' ? 'opened' : state}`, async (cohort) => {
      cohort.become(state, reason);
      if (state === 'open') await this.releaseLater(cohort);
      if (state === 'cancelled') await this.seats.empty(id);
    });
  }

  /**
   * Sets how many seats a party has for certain, and how many at most. Nothing widens the marking: a party that cannot read the course has none.
   * Nor does a centre widen what the originator lets a party have. @throws Problem 404, 403, 409 with PARTY_NOT_ADMITTED, COURSE_PARTY_MAX
   */
  allot(actor: Actor, id: string, party: string, { reserved, max }: QuotaInput): Promise<CohortView> {
    return this.changed(actor, id, 'allot', 'quota.set', async (cohort) => {
      cohort.mustBePlannable();
      if (reserved > max) throw invalid([{ path: 'max', message: 'A party cannot have fewer seats at most than are reserved for it.' }]);
      const { partyMax } = await this.mustBeAdmitted(actor, cohort, party);
      if (partyMax !== null && max > partyMax) throw conflict(`The originator of the course lets a party have ${partyMax} seats in a cohort at most.`, 'course-party-max', { code: 'COURSE_PARTY_MAX', partyMax });
      const [held] = await this.db.sql<{ used: number; reservedUsed: number }>('SELECT used, reserved_used AS "reservedUsed" FROM app.quotas WHERE cohort_id = $1 AND party = $2 FOR UPDATE', [id, party]);
      if (held && (max < held.used || reserved < held.reservedUsed)) throw conflict('More seats are in use already. Free some of them first.', 'seats-in-use', { code: 'SEATS_IN_USE', used: held.used });
      await this.db.sql(`INSERT INTO app.quotas (cohort_id, party, centre, reserved, max) VALUES ($1, $2, $3, $4, $5)
                         ON CONFLICT (cohort_id, party) DO UPDATE SET reserved = excluded.reserved, max = excluded.max`, [id, party, cohort.centre, reserved, max]);
      await this.balance(cohort);
      await this.seats.promote(id);
    }, { party, reserved, max });
  }

  /** Who is in it, who was offered a place, who waits and at which place. @throws Problem 404, 403 */
  roster(actor: Actor, id: string): Promise<RosterView> {
    return this.db.write(actor, async () => {
      const cohort = await this.readable(actor, id);
      const mine = this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, 'read').andWhere('enrolment.cohortId = :id', { id });
      if (cohort.centre !== actor.party) mine.andWhere('(enrolment.party = :party OR enrolment.staffCircle = ANY(:circles))', { party: actor.party, circles: circlesOf(actor) });
      const found = await mine.orderBy('enrolment.decidedAt', 'ASC', 'NULLS LAST').addOrderBy('enrolment.id').limit(2000).getMany();
      const names = await this.parties.names();
      await this.events.record(actor, 'roster.read', subject(cohort), { rows: found.length });
      const verified = new Map((await this.db.sql<{ id: string; minutes: number | null }>(`SELECT e.id, ${verifiedMinutes('e.id')} AS minutes FROM unnest($1::uuid[]) AS e(id)`, [found.map((one) => one.id)])).map((one) => [one.id, one.minutes]));
      let place = 0;
      return { items: found.map((one) => {
        const { id: enrolment, userId, party, state, seatFrom, progress, result, isOpen } = one;
        return { id: enrolment, name: names.get(userId) ?? null, party, state, seatFrom, progress, result, verifiedMinutes: verified.get(enrolment) ?? null, waiting: state === 'waitlisted' ? ++place : null, allows: this.access.allows(actor, one).filter((verb) => verb === 'read' || (isOpen && (verb === 'remove' || (verb === 'confirm' && state === 'approved') || (verb === 'approve' && state !== 'waitlisted')))) };
      }) };
    });
  }

  /** Whom the actor can appoint: the officials of their own centre. @throws Problem 404, 403 */
  candidates(actor: Actor, id: string): Promise<CandidateList> {
    return this.db.read(actor, async () => {
      this.access.require(actor, 'appoint', await this.readable(actor, id));
      return {
        items: await this.db.sql(`SELECT u.id, u.name FROM app.delegations d JOIN app.users u ON u.id = d.user_id AND u.standing = 'active'
                                   WHERE d.party = $1 AND d.state = 'active' AND d.valid @> current_date ORDER BY u.name, u.id LIMIT $2`, [actor.party, mostCandidates]),
      };
    });
  }

  /** Somebody of the centre teaches or assesses the cohort from today. @throws Problem 404, 403, 400 */
  appoint(actor: Actor, id: string, userId: string, post: 'instructor' | 'assessor'): Promise<CohortView> {
    return this.changed(actor, id, 'appoint', 'cohort.staff-appointed', async () => {
      const [ours] = await this.db.sql(`SELECT FROM app.delegations WHERE user_id = $1 AND party = $2 AND state = 'active' AND valid @> current_date`, [userId, actor.party]);
      if (!ours) throw invalid([{ path: 'userId', message: 'Choose an official of your own centre whose account is active.' }]);
      await this.db.sql(`INSERT INTO app.cohort_staff (cohort_id, user_id, party, post) VALUES ($1, $2, $3, $4)
                         ON CONFLICT (cohort_id, user_id) DO UPDATE SET post = excluded.post, party = excluded.party, until = NULL`, [id, userId, actor.party, post]);
    }, { user: userId, post });
  }

  /** @throws Problem 404, 403 */
  dismiss(actor: Actor, id: string, userId: string): Promise<CohortView> {
    return this.changed(actor, id, 'appoint', 'cohort.staff-dismissed', async () => {
      await this.db.sql('UPDATE app.cohort_staff SET until = current_date WHERE cohort_id = $1 AND user_id = $2', [id, userId]);
    }, { user: userId });
  }

  private changed(actor: Actor, id: string, verb: string, event: string, change: (cohort: Cohort) => void | Promise<void>, detail: object = {}): Promise<CohortView> {
    return this.db.write(actor, async () => {
      this.access.require(actor, verb, await this.readable(actor, id));
      const cohort = await this.db.query(Cohort, 'cohort').where('cohort.id = :id', { id }).setLock('pessimistic_write').getOneOrFail();
      await change(cohort);
      await this.db.manager.save(cohort);
      await this.events.record(actor, event, subject(cohort), { state: cohort.state, ...detail });
      return this.view(actor, cohort);
    });
  }

  /** What is reserved for nobody is for all. @throws Problem 409 when that is less than what is taken of it */
  private async balance(cohort: Cohort): Promise<void> {
    const [sum] = await this.db.sql<{ reserved: number }>('SELECT coalesce(sum(reserved), 0)::int AS reserved FROM app.quotas WHERE cohort_id = $1', [cohort.id]);
    cohort.pool = cohort.capacity - (sum?.reserved ?? 0);
    if (cohort.pool < cohort.poolUsed) {
      throw conflict(`The cohort has ${cohort.capacity} seats; ${sum?.reserved ?? 0} would be reserved, and ${cohort.poolUsed} of the others are taken.`, 'capacity', { code: 'CAPACITY' });
    }
  }

  private async mustBeAdmitted(actor: Actor, cohort: Cohort, code: string): Promise<Course> {
    const course = await this.catalogue.readable(actor, cohort.courseId);
    const party = (await this.parties.facts()).find((one) => one.code === code);
    if (!party) throw invalid([{ path: 'party', message: `There is no party with the code ${code}.` }]);
    if (!this.access.can(party.as, 'read', course)) {
      throw conflict('The marking of the course does not admit this party, and a cohort is never wider than its course.', 'party-not-admitted', { code: 'PARTY_NOT_ADMITTED' });
    }
    return course;
  }

  private async releaseLater({ id, releaseAt, state }: Cohort): Promise<void> {
    if (releaseAt && state !== 'planned') await this.jobs.enqueue('release-seats', { cohort: id }, { at: releaseAt, key: `release-seats/${id}` });
  }

  private async readable(actor: Actor, id: string): Promise<Cohort> {
    const found = await this.access.scope(this.db.query(Cohort, 'cohort'), actor, 'read').andWhere('cohort.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  private async view(actor: Actor, cohort: Cohort): Promise<CohortView> {
    const [view] = await this.views(actor, [cohort]);
    return view ?? Promise.reject(notFound());
  }

  private async views(actor: Actor, cohorts: readonly Cohort[]): Promise<CohortView[]> {
    if (cohorts.length === 0) return [];
    const courses = await this.catalogue.readableOf(actor, cohorts.map(({ courseId }) => courseId));
    const quotas = await this.db.sql<Quota>('SELECT cohort_id AS cohort, party, reserved, max, used FROM app.quotas WHERE cohort_id = ANY ($1::uuid[]) ORDER BY party', [cohorts.map(({ id }) => id)]);
    const staff = await this.db.sql<Post>(
      `SELECT s.cohort_id AS cohort, s.user_id AS id, u.name, s.post FROM app.cohort_staff s LEFT JOIN app.users u ON u.id = s.user_id
        WHERE s.cohort_id = ANY ($1::uuid[]) AND (s.until IS NULL OR s.until > current_date) ORDER BY u.name, s.user_id`, [cohorts.filter(({ centre }) => centre === actor.party).map(({ id }) => id)]);
    const own = await this.db.sql<{ cohort: string; id: string }>('SELECT cohort_id AS cohort, id FROM app.enrolments WHERE user_id = $1 AND cohort_id = ANY ($2::uuid[]) ORDER BY created_at', [actor.userId || null, cohorts.map(({ id }) => id)]);
    return cohorts.map((cohort) => {
      const { id, courseId, centre, place, startsOn, endsOn, capacity, state, reason, releaseAt, offerDays, confirms, pool, poolUsed, rowVersion } = cohort;
      const course = courses.get(courseId);
      const runs = centre === actor.party;
      return {
        id, centre, place, startsOn, endsOn, capacity, state, reason, offerDays, confirms, rowVersion, enrolmentId: own.findLast((one) => one.cohort === id)?.id ?? null, releaseAt: releaseAt?.toISOString() ?? null,
        course: course ? { id: course.id, code: course.code, title: course.title, partyMax: course.partyMax } : null,
        quotas: quotas.filter((one) => one.cohort === id), staff: staff.filter((one) => one.cohort === id), pool: runs ? pool : null, poolUsed: runs ? poolUsed : null,
        allows: this.access.allows(actor, cohort).filter((verb) => now[state].includes(verb)),
      };
    });
  }
}

/** What the moment leaves of what one may. */
const now: Record<Cohort['state'], readonly string[]> = {
  planned: ['read', 'edit', 'allot', 'open', 'cancel', 'appoint', 'teach'], open: ['read', 'edit', 'allot', 'close', 'cancel', 'appoint', 'teach'], closed: ['read', 'edit', 'allot', 'open', 'cancel', 'appoint', 'teach'],
  running: ['read', 'appoint', 'teach'], finished: ['read', 'teach'], cancelled: ['read'],
};

const subject = ({ id, originator }: Cohort) => ({ type: 'cohort', id, originator });

/** @throws Problem 400 */
function planned({ place, startsOn, endsOn, capacity, releaseAt, offerDays = 14, confirms = false }: CohortPlanInput) {
  if (endsOn < startsOn) throw invalid([{ path: 'endsOn', message: 'It cannot end before it starts.' }]);
  return { place: place.trim(), startsOn, endsOn, capacity, releaseAt: releaseAt ? new Date(releaseAt) : null, offerDays, confirms };
}
