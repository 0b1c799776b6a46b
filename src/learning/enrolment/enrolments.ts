import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { conflict, invalid, notFound, Problem } from '../../kernel/problems.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Enrolment, openStates } from './enrolment.entity.js';
import { Seats } from './seats.js';
import { verifiedMinutes } from './verified.js';
import type { EnrolmentInput, EnrolmentList, EnrolmentsQuery, EnrolmentView, TraineeView } from './enrolments.dto.js';

const pageSize = 30;

/** Who takes which course: asked for or proposed, decided by the focal point of the trainee's own party, accepted, given up. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly seats: Seats,
    private readonly events: Events,
    private readonly cursors: Cursors,
  ) {}

  /**
   * Takes the actor in, at once where entry is open, else as a nomination that waits; or sends somebody of the actor's party, which is the
   * approval at the same time. @throws Problem 404, 403, 409, 400
   */
  enrol(actor: Actor, courseId: string, { userId = actor.userId, motive = '', cohortId, waitingList = false }: EnrolmentInput): Promise<EnrolmentView> {
    return this.db.write(actor, async () => {
      const course = await this.catalogue.readable(actor, courseId);
      course.mustTakeIn();
      const sent = userId !== actor.userId;
      this.access.require(actor, sent ? 'nominate' : 'enrol', course);
      if (sent) await this.mustBeOurs(actor, userId);
      const place = cohortId ? await this.seats.place(courseId, cohortId) : null;
      const version = place ? { id: place.versionId } : await this.catalogue.inForce(courseId);
      if (!version) throw conflict('There is no version of this course in force.');
      const waits = place !== null || (!sent && course.entry === 'nomination');
      const enrolment = Object.assign(new Enrolment(), {
        id: randomUUID(), courseId, courseVersionId: version.id, userId, party: actor.party, motive: motive.trim(),
        cohortId: cohortId ?? null,
        state: waits ? 'nominated' : sent ? 'offered' : 'active',
        nominatedBy: sent || waits ? actor.userId : null, approvedBy: sent && !waits ? actor.userId : null, decidedAt: sent && !waits ? new Date() : null,
        progress: 0, createdAt: new Date(), createdBy: actor.userId,
      });
      const made = await this.db.manager.createQueryBuilder().insert().into(Enrolment).values(enrolment).orIgnore().returning('id').execute();
      if ((made.raw as unknown[]).length === 0) throw conflict(sent ? 'This person is enrolled or nominated already.' : 'You are enrolled or nominated already.', 'enrolled-already');
      const kept = await this.readable(actor, enrolment.id);
      if (sent && place) await this.seat(actor, kept, waitingList);
      await this.events.record(actor, 'enrolment.made', about(kept), { course: courseId, user: userId, state: kept.state, ...(kept.cohortId ? { cohort: kept.cohortId, seat: kept.seatFrom } : {}) });
      return this.view(actor, kept);
    });
  }

  /** The officials of the actor's own party who could be sent to the course and are not on it; by name, a thousand at the most. @throws Problem 404, 403 */
  nominees(actor: Actor, courseId: string): Promise<TraineeView[]> {
    return this.db.read(actor, async () => {
      this.access.require(actor, 'nominate', await this.catalogue.readable(actor, courseId));
      return this.db.sql<TraineeView>(
        `SELECT DISTINCT u.name, u.id FROM app.users u JOIN app.delegations d ON d.user_id = u.id AND d.party = $1 AND d.state = 'active' AND d.valid @> current_date
          WHERE u.standing = 'active' AND u.id <> $2 AND NOT EXISTS (SELECT FROM app.enrolments e WHERE e.user_id = u.id AND e.course_id = $3 AND e.state = ANY ($4)) ORDER BY u.name, u.id LIMIT 1000`,
        [actor.party, actor.userId, courseId, openStates],
      );
    });
  }

  /** A page of enrolments, newest first. @throws Problem 400 for a cursor of another list */
  list(actor: Actor, { box, state, course, cursor }: EnrolmentsQuery): Promise<EnrolmentList> {
    const filter = JSON.stringify(['enrolments', box, state, course]);
    const [before, beforeId] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [];
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, box === 'waiting' ? 'approve' : 'read');
      if (box === 'mine') query.andWhere('enrolment.userId = :me', { me: actor.userId });
      else query.andWhere('enrolment.party = :party', { party: actor.party });
      if (box === 'waiting') query.andWhere(`enrolment.state = 'nominated'`);
      if (state) query.andWhere('enrolment.state = :state', { state });
      if (course) query.andWhere('enrolment.courseId = :course', { course });
      if (before) query.andWhere('(enrolment.createdAt, enrolment.id) < (:before::timestamptz, :beforeId::uuid)', { before, beforeId });
      const found = await query.orderBy('enrolment.createdAt', 'DESC').addOrderBy('enrolment.id', 'DESC').limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = page.at(-1);
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT created_at::text AS at FROM app.enrolments WHERE id = $1', [last.id]) : [];
      return { items: await this.views(actor, page), next: found.length > pageSize && last ? this.cursors.seal(actor, filter, [exact?.at, last.id]) : null };
    });
  }

  /** @throws Problem 404, 403 (SELF_APPROVAL for one's own), 409 */
  approve(actor: Actor, id: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'approve', 'enrolment.approved', async (enrolment) => {
      const course = (await this.catalogue.readableOf(actor, [enrolment.courseId])).get(enrolment.courseId);
      if (!course) throw conflict('This course is not offered to your party any more.');
      course.mustTakeIn();
      enrolment.approve(actor.userId, new Date(), await this.seats.take(enrolment));
    });
  }

  /** The centre takes in whom a focal point agreed to: from now on the place is offered to the trainee. @throws Problem 404, 403, 409 */
  confirm(actor: Actor, id: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'confirm', 'enrolment.confirmed', async (enrolment) => {
      enrolment.confirm();
      await this.seats.offer(enrolment);
    });
  }

  /** Agrees to somebody for whom there is no seat yet: the next free one that their party may have is theirs. @throws Problem 404, 403, 409 */
  waitlist(actor: Actor, id: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'waitlist', 'enrolment.waitlisted', async (enrolment) => {
      enrolment.waitFor(actor.userId, new Date());
      if (enrolment.cohortId) await this.seats.promote(enrolment.cohortId);
    });
  }

  /** The centre takes somebody out of its cohort. @throws Problem 404, 403, 409 */
  remove(actor: Actor, id: string, reason: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'remove', 'enrolment.removed', async (enrolment) => {
      enrolment.remove(reason);
      await this.seats.free(enrolment);
    });
  }

  /** To another cohort of the same course: the old seat is given back, a seat there is taken. @throws Problem 404, 403, 409 */
  transfer(actor: Actor, id: string, cohortId: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'approve', 'enrolment.transferred', async (enrolment) => {
      if (!enrolment.isOpen || enrolment.state === 'waitlisted' || !enrolment.cohortId || enrolment.cohortId === cohortId) throw conflict('Only an open enrolment moves, and to another cohort.', 'enrolment-state', { state: enrolment.state });
      const { versionId } = await this.seats.place(enrolment.courseId, cohortId);
      const seated = enrolment.seatFrom !== null;
      await this.seats.free(enrolment);
      Object.assign(enrolment, { cohortId, ...(enrolment.state === 'active' ? {} : { courseVersionId: versionId }) });
      await this.db.manager.save(enrolment);
      if (seated) enrolment.move(await this.seats.take(enrolment));
    });
  }

  /** @throws Problem 404, 403 (SELF_APPROVAL for one's own), 409 */
  refuse(actor: Actor, id: string, reason: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'refuse', 'enrolment.refused', (enrolment) => enrolment.refuse(reason, new Date()));
  }

  accept(actor: Actor, id: string): Promise<EnrolmentView> {
    return this.decide(actor, id, 'accept', 'enrolment.accepted', (enrolment) => enrolment.accept());
  }

  withdraw(actor: Actor, id: string, reason: string | null): Promise<EnrolmentView> {
    return this.decide(actor, id, 'withdraw', 'enrolment.withdrawn', async (enrolment) => {
      enrolment.withdraw(reason);
      await this.seats.free(enrolment);
    });
  }

  /** In the running unit of work. @throws Problem 404 */
  async readable(actor: Actor, id: string, verb = 'read'): Promise<Enrolment> {
    const query = this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, verb);
    return (await query.andWhere('enrolment.id = :id', { id }).getOne()) ?? Promise.reject(notFound());
  }

  async view(actor: Actor, enrolment: Enrolment): Promise<EnrolmentView> {
    const [view] = await this.views(actor, [enrolment]);
    return view ?? Promise.reject(notFound());
  }

  private decide(actor: Actor, id: string, verb: string, event: string, change: (enrolment: Enrolment) => void | Promise<void>): Promise<EnrolmentView> {
    return this.db.write(actor, async () => {
      const enrolment = await this.readable(actor, id);
      if ((verb === 'approve' || verb === 'refuse' || verb === 'waitlist') && enrolment.userId === actor.userId) throw selfApproval();
      this.access.require(actor, verb, enrolment);
      const locked = await this.db.query(Enrolment, 'enrolment').where('enrolment.id = :id', { id }).setLock('pessimistic_write').getOneOrFail();
      await change(locked);
      await this.db.manager.save(locked);
      await this.events.record(actor, event, about(locked), { course: locked.courseId, user: locked.userId, state: locked.state });
      return this.view(actor, locked);
    });
  }

  /** Offers a place of the cohort to whom the focal point sends, or, where that was asked for and there is none, a place on the waiting list. */
  private async seat(actor: Actor, enrolment: Enrolment, waitingList: boolean): Promise<void> {
    try {
      enrolment.approve(actor.userId, new Date(), await this.seats.take(enrolment));
    } catch (error) {
      if (!waitingList || !(error instanceof Problem) || error.extra.waiting !== true) throw error;
      enrolment.waitFor(actor.userId, new Date());
    }
    await this.db.manager.save(enrolment);
  }

  /** Only officials of the own party are sent. */
  private async mustBeOurs(actor: Actor, userId: string): Promise<void> {
    const [ours] = await this.db.sql(`SELECT FROM app.delegations WHERE user_id = $1 AND party = $2 AND state = 'active' AND valid @> current_date`, [userId, actor.party]);
    if (!ours) throw invalid([{ path: 'userId', message: 'Choose an official of your own party whose account is active.' }]);
  }

  private async views(actor: Actor, enrolments: readonly Enrolment[]): Promise<EnrolmentView[]> {
    if (enrolments.length === 0) return [];
    const courses = await this.catalogue.readableOf(actor, enrolments.map(({ courseId }) => courseId));
    const names = await this.db.sql<{ id: string; name: string }>('SELECT id, name FROM app.users WHERE id = ANY ($1::uuid[])', [enrolments.map(({ userId }) => userId)]);
    const seated = enrolments.filter((one) => one.cohortId).map(({ id }) => id);
    const verified = seated.length > 0 ? await this.db.sql<{ id: string; minutes: number | null }>(`SELECT e.id, ${verifiedMinutes('e.id')} AS minutes FROM unnest($1::uuid[]) AS e(id)`, [seated]) : [];
    const mine = enrolments.filter(({ userId }) => userId === actor.userId).map(({ id }) => id);
    const next = mine.length > 0 ? await this.db.sql<{ id: string; code: string }>(goOn, [mine]) : [];
    return enrolments.map((enrolment) => {
      const { id, userId, party, state, motive, reason, progress, result, createdAt, decidedAt, completedAt, lastActiveAt, isOpen, cohortId, offerUntil } = enrolment;
      const course = courses.get(enrolment.courseId);
      return {
        id, party, state, motive, reason, progress, result, cohortId, offerUntil: offerUntil?.toISOString() ?? null,
        course: course ? { id: course.id, code: course.code, title: course.title, originator: course.originator, minutes: course.minutes } : null,
        user: { id: userId, name: names.find((one) => one.id === userId)?.name ?? null },
        verifiedMinutes: verified.find((one) => one.id === id)?.minutes ?? null,
        isNominated: enrolment.nominatedBy !== null,
        resume: course ? (next.find((one) => one.id === id)?.code ?? null) : null,
        createdAt: createdAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, completedAt: completedAt?.toISOString() ?? null, lastActiveAt: lastActiveAt?.toISOString() ?? null,
        allows: this.access.allows(actor, enrolment).filter((verb) => verbsNow(enrolment.state, isOpen, cohortId !== null).includes(verb)),
      };
    });
  }
}

/** The lesson somebody was at, or else the first that is not done. */
const goOn = `
  SELECT DISTINCT ON (e.id) e.id, l.code
    FROM app.enrolments e
    JOIN app.lessons l ON l.course_version_id = e.course_version_id
    JOIN app.course_parts p ON p.id = l.part_id
    LEFT JOIN app.lesson_progress g ON g.enrolment_id = e.id AND g.lesson_id = l.id
   WHERE e.id = ANY ($1::uuid[]) AND e.state = 'active' AND g.done_at IS NULL
   ORDER BY e.id, g.saved_at DESC NULLS LAST, p.number, l.number`;

/** What the moment leaves of what one may: a button that could only answer 409 is none. */
function verbsNow(state: Enrolment['state'], isOpen: boolean, seated: boolean): string[] {
  const waiting = state === 'nominated' || state === 'waitlisted';
  return ['read', ...(state === 'active' || state === 'completed' ? ['study'] : []), ...(state === 'completed' ? ['certify'] : []), ...(state === 'offered' ? ['accept'] : []), ...(state === 'approved' ? ['confirm'] : []), ...(isOpen ? ['withdraw', 'remove'] : []), ...(waiting ? ['approve', 'refuse'] : []), ...(seated && state === 'nominated' ? ['waitlist'] : [])];
}

const about = ({ id, party }: Enrolment) => ({ type: 'enrolment', id, originator: party });
const selfApproval = () => new Problem(403, '/problems/self-approval', 'Not permitted', 'Nobody decides on their own nomination. The other focal point for training of your party does.', { code: 'SELF_APPROVAL' });
