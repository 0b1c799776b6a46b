import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { requireProofFor } from '../../kernel/http/index.js';
import { notFound } from '../../kernel/problems.js';
import { writeTable, type Column, type TableFormat, type Written } from '../../kernel/tables/index.js';
import { Bank } from '../assessment/banks/bank.entity.js';
import { ItemStatistics } from '../assessment/banks/item-statistics.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Course } from '../catalogue/course.entity.js';
import { Cohorts } from '../cohorts/cohorts.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { verifiedMinutes } from '../enrolment/verified.js';
import { Supply } from '../supply/supply.js';

type Row = Readonly<Record<string, string | number | null>>;

const most = 20_000;
const columnsOf = (...pairs: [key: string, label: string][]): Column[] => pairs.map(([key, label]) => ({ key, label }));
const people = columnsOf(['name', 'Name'], ['course', 'Course'], ['title', 'Title'], ['state', 'State'], ['nominated', 'Nominated on'], ['decided', 'Decided on'], ['progress', 'Progress %'], ['active', 'Last active on'],
  ['completed', 'Completed on'], ['result', 'Result %'], ['verified', 'Verified hours'], ['certificate', 'Certificate'], ['expires', 'Certificate valid until']);
const own = [...people.filter(({ key }) => key !== 'name'), { key: 'serial', label: 'Serial' }];
const roster = columnsOf(['name', 'Name'], ['party', 'Party'], ['state', 'State'], ['seatFrom', 'Seat'], ['waiting', 'Place on the waiting list'], ['progress', 'Progress %'], ['result', 'Result %'], ['verified', 'Verified hours']);
const seats = columnsOf(['course', 'Course'], ['title', 'Title'], ['centre', 'Centre'], ['place', 'Place'], ['starts', 'Starts on'], ['ends', 'Ends on'], ['state', 'State'], ['reserved', 'Reserved'], ['max', 'At most'], ['used', 'Taken'], ['unclaimed', 'Reserved and not claimed'], ['release', 'Released on']);
const figures = columnsOf(['party', 'Party'], ['enrolled', 'Enrolled'], ['underWay', 'Under way'], ['completed', 'Completed'], ['failed', 'Not passed'], ['givenUp', 'Given up'], ['medianDays', 'Median days to complete'], ['meanResult', 'Mean result %']);
const questions = columnsOf(['code', 'Question'], ['type', 'Type'], ['attempts', 'Attempts'], ['difficulty', 'Share right'], ['discrimination', 'Discrimination'], ['flags', 'Look at']);
const held = columnsOf(['course', 'Course'], ['title', 'Title'], ['place', 'Place'], ['starts', 'Starts on'], ['ends', 'Ends on'], ['state', 'State'], ['days', 'Days held'], ['hours', 'Hours held'], ['participants', 'Participants'], ['completed', 'Completed']);
const participants = columnsOf(['party', 'Party'], ['participants', 'Participants'], ['completed', 'Completed'], ['hours', 'Verified hours']);
const supply = columnsOf(['kind', 'Kind'], ['party', 'Party'], ['title', 'Title'], ['topic', 'Topic'], ['audience', 'For whom'], ['region', 'Region'], ['place', 'Place'], ['starts', 'Starts on'], ['ends', 'Ends on'], ['beside', 'Held beside'], ['wanted', 'Parties that need it'], ['priority', 'Priority'], ['people', 'People'], ['metBy', 'Could be met by']);
const counts = columnsOf(['course', 'Course'], ['title', 'Title'], ['originator', 'Originator'], ['party', 'Party'], ['enrolled', 'Enrolled'], ['underWay', 'Under way'], ['completed', 'Completed'], ['certified', 'Certificates in force']);

/** Tables to take away: one's own record, the people one's party sent, a cohort, and for the secretariat numbers of five or more. Each is recorded. */
@Injectable()
export class Reports {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly cohorts: Cohorts,
    private readonly statistics: ItemStatistics,
    private readonly offers: Supply,
    private readonly events: Events,
  ) {}

  mine(actor: Actor, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => this.written(actor, format, 'Training record', `The record of ${actor.name}.`, own, await this.enrolments(actor, 'e.user_id = $1', actor.userId)));
  }

  /** The people the actor's party sent: states, progress and results, never an answer. */
  party(actor: Actor, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => this.written(actor, format, 'Training of our people', `People sent by ${actor.party}, for ${actor.party} alone.`, people, await this.enrolments(actor, 'e.party = $1', actor.party)));
  }

  /** @throws Problem 404 */
  cohort(actor: Actor, id: string, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => {
      const { items } = await this.cohorts.roster(actor, id);
      return this.written(actor, format, 'Roster', 'For the centre that runs the cohort and those who sent its trainees.', roster, items.map(({ name, party, state, seatFrom, waiting, progress, result, verifiedMinutes: minutes }) => ({ name, party, state, seatFrom, waiting, progress: percent(progress), result: percent(result), verified: minutes === null ? null : Math.round(minutes / 6) / 10 })));
    });
  }

  /** How many of which party take which course, of the courses the actor may know of; what is fewer than five is not told. */
  counts(actor: Actor, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => {
      const courses = new Map((await this.access.scope(this.db.query(Course, 'course'), actor, 'count').getMany()).map((course) => [course.id, course]));
      const found = await this.db.sql<{ course_id: string; party: string; enrolled: number; under_way: number | null; completed: number | null; certified: number | null }>('SELECT * FROM app.training_counts() ORDER BY course_id, party');
      const rows = found.flatMap(({ course_id: id, party, enrolled, under_way: underWay, completed, certified }): Row[] => {
        const course = courses.get(id);
        return course ? [{ course: course.code, title: course.title, originator: course.originator, party, enrolled, underWay, completed, certified }] : [];
      });
      return this.written(actor, format, 'Training by party', 'Numbers of five or more; smaller ones are left out.', counts, rows);
    });
  }

  /** The seats of the actor's party, cohort by cohort. */
  seats(actor: Actor, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => {
      const bound: unknown[] = [actor.party];
      const seen = this.access.compile(actor, 'read', Course, 'o', (one) => `$${bound.push(one)}`);
      const rows = await this.db.sql<Row>(
        `SELECT o.code AS course, o.title, c.centre, c.place, c.starts_on::text AS starts, c.ends_on::text AS ends, c.state, q.reserved, q.max, q.used, CASE WHEN c.released_at IS NULL THEN q.reserved - q.reserved_used ELSE 0 END AS unclaimed, c.release_at::date::text AS release
           FROM app.quotas q JOIN app.cohorts c ON c.id = q.cohort_id LEFT JOIN app.courses o ON o.id = c.course_id AND ${seen}
          WHERE q.party = $1 AND c.state IN ('open', 'closed', 'running') ORDER BY c.starts_on, c.id LIMIT ${most}`, bound);
      return this.written(actor, format, 'Seats of our party', `Seats of ${actor.party} in cohorts to come and under way.`, seats, rows);
    });
  }

  /** How a course fares, by the party of its trainees and in all; what is fewer than five is not told. @throws Problem 404, 403 */
  course(actor: Actor, id: string, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => {
      const found = await this.catalogue.readable(actor, id);
      this.access.require(actor, 'figures', found);
      const rows = await this.db.sql<Row>(
        `SELECT f.party, f.enrolled, f.under_way AS "underWay", f.completed, f.failed, f.given_up AS "givenUp", f.median_days::float8 AS "medianDays", f.mean_result::float8 AS "meanResult"
           FROM app.course_figures($1) f ORDER BY f.party NULLS FIRST`, [id]);
      return this.written(actor, format, `Figures of ${found.code}`, 'Numbers of five or more; smaller ones are left out. The line without a party is of all together.', figures, rows);
    });
  }

  /** How the questions of a course fare. @throws Problem 404 */
  async questions(actor: Actor, id: string, format: TableFormat): Promise<Written> {
    const items = await this.db.read(actor, async () => {
      await this.catalogue.readable(actor, id);
      const found = await this.access.scope(this.db.query(Bank, 'bank'), actor, 'read').andWhere('bank.courseId = :id', { id }).getOne();
      if (!found) throw notFound();
      return this.db.sql<{ id: string; code: string; type: string }>(
        `SELECT i.id, i.code, v.type FROM app.items i JOIN LATERAL (SELECT v.type FROM app.item_versions v WHERE v.item_id = i.id ORDER BY v.number DESC LIMIT 1) v ON true WHERE i.bank_id = $1 AND i.retired_at IS NULL ORDER BY i.code`, [found.id]);
    });
    const told = await this.statistics.of(items.map((item) => item.id));
    const rows = items.map(({ id: item, code, type }): Row => {
      const { attempts, difficulty, discrimination, flags } = told.get(item) ?? ItemStatistics.nothing;
      return { code, type, attempts, difficulty, discrimination, flags: flags.join(' ') };
    });
    return this.db.write(actor, () => this.written(actor, format, 'Questions', 'Of all attempts together; of fewer than five nothing is told.', questions, rows));
  }

  /** What the actor's centre held since a day. */
  centre(actor: Actor, format: TableFormat, since?: string): Promise<Written> {
    return this.db.write(actor, async () => {
      const bound: unknown[] = [actor.party, since ?? null];
      const seen = this.access.compile(actor, 'read', Course, 'o', (one) => `$${bound.push(one)}`);
      const rows = await this.db.sql<Row>(
        `SELECT o.code AS course, o.title, c.place, c.starts_on::text AS starts, c.ends_on::text AS ends, c.state,
                coalesce(k.days, 0)::int AS days, coalesce(k.minutes, 0)::float8 / 60 AS hours, coalesce(p.trainees, 0)::int AS participants, coalesce(p.completed, 0)::int AS completed
           FROM app.cohorts c LEFT JOIN app.courses o ON o.id = c.course_id AND ${seen}
           LEFT JOIN LATERAL (SELECT count(DISTINCT (k.starts_at AT TIME ZONE k.zone)::date) AS days, sum(extract(epoch FROM k.ends_at - k.starts_at) / 60) AS minutes
                                FROM app.classes k WHERE k.cohort_id = c.id AND k.cancelled_at IS NULL AND k.starts_at < now()) k ON true
           LEFT JOIN LATERAL (SELECT count(*) AS trainees, count(*) FILTER (WHERE e.state = 'completed') AS completed
                                FROM app.enrolments e WHERE e.cohort_id = c.id AND e.state IN ('active', 'completed', 'failed', 'expired')) p ON true
          WHERE c.centre = $1 AND c.state IN ('running', 'finished', 'open', 'closed') AND c.ends_on >= coalesce($2::date, current_date - 365) ORDER BY c.starts_on DESC, c.id LIMIT ${most}`, bound);
      return this.written(actor, format, 'Cohorts of our centre', `Held by ${actor.party}.`, held, rows);
    });
  }

  /** Whom the actor's centre trained since a day, by party; what is fewer than five is not told. */
  centreParties(actor: Actor, format: TableFormat, since?: string): Promise<Written> {
    return this.db.write(actor, async () => this.written(actor, format, 'Participants by party', 'Numbers of five or more; smaller ones are left out.', participants,
      await this.db.sql<Row>('SELECT f.party, f.participants, f.completed, f.hours::float8 AS hours FROM app.centre_figures(coalesce($1::date, current_date - 365)) f ORDER BY f.party', [since ?? null])));
  }

  /** Training to come, with what would be held twice, and what is wanted. */
  supply(actor: Actor, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => {
      const [{ items: activities }, { items: needs }] = [await this.offers.activities(actor), await this.offers.needs(actor)];
      const rows: Row[] = [
        ...activities.map(({ kind, organiser, title, topic, audience, region, place, startsOn, endsOn, overlaps, needs: wanted }) => ({ kind, party: organiser, title, topic, audience, region, place, starts: startsOn, ends: endsOn, beside: overlaps.map((one) => `${one.organiser} ${one.startsOn}`).join(', '), wanted })),
        ...needs.map(({ party, note, topic, audience, region, priority, people: count, metBy }) => ({ kind: 'need', party, title: note, topic, audience, region, place: '', starts: null, ends: null, beside: '', priority, people: count, metBy })),
      ];
      return this.written(actor, format, 'Training needs and supply', 'For the members of the forum.', supply, rows);
    });
  }

  private async enrolments(actor: Actor, which: string, value: string): Promise<Row[]> {
    const bound: unknown[] = [value];
    const may = this.access.compile(actor, 'read', Enrolment, 'e', (one) => `$${bound.push(one)}`);
    const seen = this.access.compile(actor, 'read', Course, 'c', (one) => `$${bound.push(one)}`);
    return this.db.sql<Row>(
      `SELECT u.name, c.code AS course, c.title, e.state, e.created_at::date::text AS nominated, e.decided_at::date::text AS decided, round(e.progress * 100)::int AS progress, e.last_active_at::date::text AS active,
              e.completed_at::date::text AS completed, round(e.result * 100)::int AS result, round(${verifiedMinutes('e.id')} / 60.0, 1)::float8 AS verified, k.state AS certificate, k.expires_on::text AS expires, k.serial
         FROM app.enrolments e LEFT JOIN app.users u ON u.id = e.user_id LEFT JOIN app.courses c ON c.id = e.course_id AND ${seen}
         LEFT JOIN LATERAL (SELECT CASE WHEN t.state = 'issued' AND t.expires_on < current_date THEN 'expired' ELSE t.state END AS state, t.expires_on, t.serial
                              FROM app.certificates t WHERE t.enrolment_id = e.id ORDER BY t.issued_at DESC LIMIT 1) k ON true
        WHERE ${which} AND ${may} ORDER BY e.created_at DESC, e.id LIMIT ${most}`, bound);
  }

  private async written(actor: Actor, format: TableFormat, title: string, about: string, columns: Column[], rows: Row[]): Promise<Written> {
    requireProofFor(actor, rows.length);
    // What a screen asks for is read, a file is taken; both are recorded.
    await this.events.record(actor, format === 'json' ? 'training-report.read' : 'training-report.taken', { type: 'party', id: actor.party, originator: actor.party }, { title, format, rows: rows.length });
    const heading = ['TLP:AMBER+STRICT', about, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
    return writeTable(format, { title, heading, columns, rows: each(rows) });
  }
}

const percent = (share: number | null) => (share === null ? null : Math.round(share * 100));

async function* each(rows: readonly Row[]) {
  yield* rows;
}
