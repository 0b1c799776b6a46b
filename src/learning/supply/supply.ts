import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { invalid, notFound, outdated, preconditionRequired } from '../../kernel/problems.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { TrainingActivity } from './activity.entity.js';
import { TrainingNeed } from './need.entity.js';
import type { ActivityInput, ActivityList, ActivityView, NeedInput, NeedList, NeedView, OverlapView } from './supply.dto.js';

const most = 500;
/** SQL: a need and an activity, or two activities, are for the same people on the same topic in the same region. */
const alike = (one: string, other: string) => `${one}.topic = ${other}.topic AND ${one}.audience = ${other}.audience AND (${one}.region = ${other}.region OR 'global' IN (${one}.region, ${other}.region))`;

/** What training is wanted and what is offered, by whom: so that no two hold the same in one season, and what nobody offers is seen. */
@Injectable()
export class Supply {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly events: Events,
  ) {}

  /** What is open, the most wanted first. */
  needs(actor: Actor): Promise<NeedList> {
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(TrainingNeed, 'need'), actor, 'read').andWhere('need.closedAt IS NULL');
      const found = await query.orderBy(`array_position(ARRAY['high', 'normal', 'low'], need.priority)`).addOrderBy('need.createdAt', 'DESC').addOrderBy('need.id').limit(most).getMany();
      return { items: await this.needViews(actor, found) };
    });
  }

  /** @throws Problem 403 */
  ask(actor: Actor, { priority = 'normal', people = undefined, note = '', ...want }: NeedInput): Promise<NeedView> {
    return this.db.write(actor, async () => {
      const need = Object.assign(new TrainingNeed(), { id: randomUUID(), party: actor.party, priority, people: people ?? null, note: note.trim(), closedAt: null, createdAt: new Date(this.db.now()), createdBy: actor.userId }, want);
      this.access.require(actor, 'create', need);
      await this.db.manager.insert(TrainingNeed, need);
      await this.events.record(actor, 'training-need.stated', { type: 'training-need', id: need.id, originator: need.party }, { topic: need.topic, audience: need.audience });
      return this.needView(actor, need.id);
    });
  }

  /** It was met, or given up. @throws Problem 404, 403, 409 */
  close(actor: Actor, id: string): Promise<NeedView> {
    return this.db.write(actor, async () => {
      const need = await this.access.scope(this.db.query(TrainingNeed, 'need'), actor, 'read').andWhere('need.id = :id', { id }).getOne();
      if (!need) throw notFound();
      this.access.require(actor, 'close', need);
      need.close(new Date(this.db.now()));
      await this.db.manager.save(need);
      await this.events.record(actor, 'training-need.closed', { type: 'training-need', id, originator: need.party });
      return this.needView(actor, id);
    });
  }

  /** What is held from today on, announced activities and the cohorts one may know of, by their first day. */
  activities(actor: Actor): Promise<ActivityList> {
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(TrainingActivity, 'activity'), actor, 'read').andWhere('activity.cancelledAt IS NULL AND activity.endsOn >= current_date');
      const announced = await this.views(actor, await query.orderBy('activity.startsOn').addOrderBy('activity.id').limit(most).getMany());
      return { items: [...announced, ...(await this.cohorts(actor))].sort((a, b) => a.startsOn.localeCompare(b.startsOn) || a.id.localeCompare(b.id)) };
    });
  }

  /** Announces an activity, and says what it would be held beside. @throws Problem 403, 400 */
  announce(actor: Actor, input: ActivityInput): Promise<ActivityView> {
    return this.db.write(actor, async () => {
      const activity = Object.assign(new TrainingActivity(), { id: randomUUID(), organiser: actor.party, cancelledAt: null, createdAt: new Date(this.db.now()), createdBy: actor.userId }, announced(input));
      this.access.require(actor, 'create', activity);
      await this.db.manager.insert(TrainingActivity, activity);
      await this.events.record(actor, 'training-activity.announced', about(activity), { topic: activity.topic, audience: activity.audience });
      return this.view(actor, activity.id);
    });
  }

  /** @throws Problem 404, 403, 400, 409, 412, 428 */
  edit(actor: Actor, id: string, seen: number, input: ActivityInput): Promise<ActivityView> {
    return this.changed(actor, id, 'edit', 'training-activity.changed', (activity) => {
      if (Number.isNaN(seen)) throw preconditionRequired();
      if (activity.rowVersion !== seen) throw outdated();
      Object.assign(activity, announced(input));
    });
  }

  /** @throws Problem 404, 403, 409 */
  cancel(actor: Actor, id: string): Promise<ActivityView> {
    return this.changed(actor, id, 'cancel', 'training-activity.cancelled', (activity) => { activity.cancelledAt = new Date(this.db.now()); });
  }

  private changed(actor: Actor, id: string, verb: string, event: string, change: (activity: TrainingActivity) => void): Promise<ActivityView> {
    return this.db.write(actor, async () => {
      const activity = await this.readable(actor, id);
      this.access.require(actor, verb, activity);
      activity.mustBeHeld();
      change(activity);
      await this.db.manager.save(activity);
      await this.events.record(actor, event, about(activity));
      return this.view(actor, id);
    });
  }

  private async readable(actor: Actor, id: string): Promise<TrainingActivity> {
    const found = await this.access.scope(this.db.query(TrainingActivity, 'activity'), actor, 'read').andWhere('activity.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  private async view(actor: Actor, id: string): Promise<ActivityView> {
    const [view] = await this.views(actor, [await this.readable(actor, id)]);
    return view ?? Promise.reject(notFound());
  }

  private async views(actor: Actor, activities: readonly TrainingActivity[]): Promise<ActivityView[]> {
    if (activities.length === 0) return [];
    const ids = activities.map(({ id }) => id);
    const beside = await this.db.sql<OverlapView & { of: string }>(
      `SELECT a.id AS of, b.id, b.organiser, b.title, b.starts_on::text AS "startsOn", b.ends_on::text AS "endsOn"
         FROM app.training_activities a JOIN app.training_activities b ON b.id <> a.id AND b.cancelled_at IS NULL AND ${alike('a', 'b')}
          AND b.starts_on <= a.ends_on + 90 AND b.ends_on >= a.starts_on - 90
        WHERE a.id = ANY ($1::uuid[]) AND a.cancelled_at IS NULL ORDER BY b.starts_on, b.id`, [ids]);
    const wanted = await this.db.sql<{ id: string; needs: number }>(
      `SELECT a.id, count(DISTINCT n.party)::int AS needs FROM app.training_activities a JOIN app.training_needs n ON n.closed_at IS NULL AND ${alike('a', 'n')} WHERE a.id = ANY ($1::uuid[]) GROUP BY 1`, [ids]);
    return activities.map((activity) => {
      const { id, organiser, title, topic, audience, region, place, startsOn, endsOn, cancelledAt, rowVersion } = activity;
      return {
        id, kind: 'activity', organiser, title, topic, audience, region, place, startsOn, endsOn, rowVersion,
        overlaps: beside.filter(({ of }) => of === id), needs: wanted.find((one) => one.id === id)?.needs ?? 0,
        allows: this.access.allows(actor, activity).filter((verb) => verb === 'read' || (verb !== 'create' && cancelledAt === null)),
      };
    });
  }

  private async cohorts(actor: Actor): Promise<ActivityView[]> {
    const query = this.access.scope(this.db.query(Cohort, 'cohort'), actor, 'read').andWhere(`cohort.state IN ('open', 'closed', 'running') AND cohort.endsOn >= current_date`);
    const found = await query.orderBy('cohort.startsOn').addOrderBy('cohort.id').limit(most).getMany();
    const courses = await this.catalogue.readableOf(actor, found.map(({ courseId }) => courseId));
    return found.flatMap(({ id, courseId, centre, place, startsOn, endsOn, rowVersion }): ActivityView[] => {
      const course = courses.get(courseId);
      return course ? [{ id, kind: 'cohort', organiser: centre, title: course.title, topic: null, audience: null, region: null, place, startsOn, endsOn, overlaps: [], needs: null, rowVersion, allows: ['read'] }] : [];
    });
  }

  private async needView(actor: Actor, id: string): Promise<NeedView> {
    const [view] = await this.needViews(actor, await this.access.scope(this.db.query(TrainingNeed, 'need'), actor, 'read').andWhere('need.id = :id', { id }).getMany());
    return view ?? Promise.reject(notFound());
  }

  private async needViews(actor: Actor, needs: readonly TrainingNeed[]): Promise<NeedView[]> {
    const met = await this.db.sql<{ id: string; met: number }>(
      `SELECT n.id, count(*)::int AS met FROM app.training_needs n JOIN app.training_activities a ON a.cancelled_at IS NULL AND a.ends_on >= current_date AND ${alike('n', 'a')} WHERE n.id = ANY ($1::uuid[]) GROUP BY 1`, [needs.map(({ id }) => id)]);
    return needs.map((need) => {
      const { id, party, topic, audience, region, priority, people, note, createdAt, closedAt } = need;
      return { id, party, topic, audience, region, priority, people, note, metBy: met.find((one) => one.id === id)?.met ?? 0, createdAt: createdAt.toISOString(), allows: this.access.allows(actor, need).filter((verb) => verb === 'read' || (verb === 'close' && closedAt === null)) };
    });
  }
}

const about = ({ id, organiser }: TrainingActivity) => ({ type: 'training-activity', id, originator: organiser });

/** @throws Problem 400 */
function announced({ title, place = '', ...rest }: ActivityInput) {
  if (rest.endsOn < rest.startsOn) throw invalid([{ path: 'endsOn', message: 'It cannot end before it starts.' }]);
  return { ...rest, title: title.trim(), place: place.trim() };
}
