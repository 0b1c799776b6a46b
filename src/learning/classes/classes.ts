import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { invalid, notFound, outdated, preconditionRequired } from '../../kernel/problems.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { CohortClass } from './class.entity.js';
import type { ClassInput, ClassList, ClassView } from './classes.dto.js';

/** The classes of a cohort: planned by its staff or its centre, read by its trainees. */
@Injectable()
export class Classes {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
  ) {}

  /** In their order; for whoever teaches, runs or attends the cohort. @throws Problem 404 */
  ofCohort(actor: Actor, cohortId: string): Promise<ClassList> {
    return this.db.read(actor, async () => {
      const teaches = await this.taught(actor, cohortId);
      const [own] = teaches ? [] : await this.db.sql('SELECT FROM app.enrolments WHERE cohort_id = $1 AND user_id = $2', [cohortId, actor.userId || null]);
      if (!teaches && !own) throw notFound();
      // The fence lets trainees see the classes of their cohorts; what they may do is nothing.
      return { items: await this.views(actor, await this.db.query(CohortClass, 'class').where('class.cohortId = :cohortId', { cohortId }).orderBy('class.startsAt').addOrderBy('class.id').limit(500).getMany()) };
    });
  }

  /** @throws Problem 404, 400 */
  plan(actor: Actor, cohortId: string, input: ClassInput): Promise<ClassView> {
    return this.db.write(actor, async () => {
      const cohort = await this.taught(actor, cohortId);
      if (!cohort) throw notFound();
      const id = randomUUID();
      await this.db.manager.insert(CohortClass, { id, cohortId, ...(await this.hours(cohort, input)), cancelledAt: null, createdAt: new Date(), createdBy: actor.userId });
      await this.events.record(actor, 'class.planned', subject(cohort), { class: id });
      return this.view(actor, await this.readable(actor, id));
    });
  }

  /** Its hours, until attendance was noted. @throws Problem 404, 400, 409, 412, 428 */
  edit(actor: Actor, id: string, seen: number, input: ClassInput): Promise<ClassView> {
    return this.changed(actor, id, 'class.changed', async (held, cohort) => {
      if (Number.isNaN(seen)) throw preconditionRequired();
      if (held.rowVersion !== seen) throw outdated();
      held.mustBeOpen(await this.isNoted(id));
      Object.assign(held, await this.hours(cohort, input));
    });
  }

  /** It will not be held. @throws Problem 404, 409 once attendance was noted */
  cancel(actor: Actor, id: string): Promise<ClassView> {
    return this.changed(actor, id, 'class.cancelled', async (held) => {
      held.mustBeOpen(await this.isNoted(id));
      held.cancelledAt = new Date(this.db.now());
    });
  }

  /** In the running unit of work. @throws Problem 404 */
  async readable(actor: Actor, id: string, verb = 'read'): Promise<CohortClass> {
    const found = await this.access.scope(this.db.query(CohortClass, 'class'), actor, verb).andWhere('class.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  async view(actor: Actor, held: CohortClass): Promise<ClassView> {
    const [view] = await this.views(actor, [held]);
    return view ?? Promise.reject(notFound());
  }

  private changed(actor: Actor, id: string, event: string, change: (held: CohortClass, cohort: Cohort) => Promise<void>): Promise<ClassView> {
    return this.db.write(actor, async () => {
      const { cohortId } = await this.readable(actor, id, 'plan');
      const cohort = await this.db.query(Cohort, 'cohort').where('cohort.id = :cohortId', { cohortId }).getOneOrFail();
      const held = await this.db.query(CohortClass, 'class').where('class.id = :id', { id }).setLock('pessimistic_write').getOneOrFail();
      await change(held, cohort);
      await this.db.manager.save(held);
      await this.events.record(actor, event, subject(cohort), { class: id });
      return this.view(actor, held);
    });
  }

  private taught(actor: Actor, cohortId: string): Promise<Cohort | null> {
    return this.access.scope(this.db.query(Cohort, 'cohort'), actor, 'teach').andWhere('cohort.id = :cohortId', { cohortId }).getOne();
  }

  private async isNoted(id: string): Promise<boolean> {
    const [noted] = await this.db.sql('SELECT FROM app.attendance WHERE class_id = $1 LIMIT 1', [id]);
    return Boolean(noted);
  }

  /** What the clocks of the place say, as moments: the database knows when they are put forward and back. @throws Problem 400 */
  private async hours({ startsOn, endsOn }: Cohort, { title, place = '', day, from, to, zone }: ClassInput) {
    if (to <= from) throw invalid([{ path: 'to', message: 'It cannot end before it starts.' }]);
    if (day < startsOn || day > endsOn) throw invalid([{ path: 'day', message: `The cohort is held from ${startsOn} to ${endsOn}.` }]);
    const [known] = await this.db.sql('SELECT FROM pg_timezone_names WHERE lower(name) = lower($1)', [zone]);
    if (!known) throw invalid([{ path: 'zone', message: 'This time zone is not known here. Choose one like Asia/Jakarta.' }]);
    const [at] = await this.db.sql<{ startsAt: Date; endsAt: Date }>(
      `SELECT ($1 || ' ' || $2)::timestamp AT TIME ZONE $4 AS "startsAt", ($1 || ' ' || $3)::timestamp AT TIME ZONE $4 AS "endsAt"`, [day, from, to, zone]);
    if (!at || at.startsAt >= at.endsAt) throw invalid([{ path: 'to', message: 'It cannot end before it starts.' }]);
    return { title: title.trim(), place: place.trim(), zone, ...at };
  }

  private async views(actor: Actor, classes: readonly CohortClass[]): Promise<ClassView[]> {
    if (classes.length === 0) return [];
    const noted = await this.db.sql<{ id: string; noted: number; own: number | null }>(
      `SELECT a.class_id AS id, count(DISTINCT a.enrolment_id)::int AS noted, (array_agg(a.minutes ORDER BY a.n DESC) FILTER (WHERE e.user_id = $2))[1] AS own
         FROM app.attendance a JOIN app.enrolments e ON e.id = a.enrolment_id WHERE a.class_id = ANY ($1::uuid[]) GROUP BY 1`, [classes.map(({ id }) => id), actor.userId || null]);
    return classes.map((held) => {
      const { id, cohortId, title, place, startsAt, endsAt, zone, minutes, cancelledAt, rowVersion } = held;
      const allows = this.access.allows(actor, held);
      const of = noted.find((one) => one.id === id);
      return {
        id, cohortId, title, place, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), zone, minutes, isCancelled: cancelledAt !== null, rowVersion,
        noted: allows.includes('note') ? (of?.noted ?? 0) : null, ownMinutes: of?.own ?? null,
        allows: allows.filter((verb) => verb === 'read' || (cancelledAt === null && (verb !== 'plan' || !of))),
      };
    });
  }
}

const subject = ({ id, centre }: Cohort) => ({ type: 'cohort', id, originator: centre });
