import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { requireProofFor } from '../../kernel/http/index.js';
import { writeTable, type Column, type TableFormat, type Written } from '../../kernel/tables/index.js';
import { Course } from '../catalogue/course.entity.js';
import { Cohorts } from '../cohorts/cohorts.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { verifiedMinutes } from '../enrolment/verified.js';

type Row = Readonly<Record<string, string | number | null>>;

const most = 20_000;
const columnsOf = (...pairs: [key: string, label: string][]): Column[] => pairs.map(([key, label]) => ({ key, label }));
const people = columnsOf(['name', 'Name'], ['course', 'Course'], ['title', 'Title'], ['state', 'State'], ['nominated', 'Nominated on'], ['decided', 'Decided on'], ['progress', 'Progress %'], ['active', 'Last active on'],
  ['completed', 'Completed on'], ['result', 'Result %'], ['verified', 'Verified hours'], ['certificate', 'Certificate'], ['expires', 'Certificate valid until']);
const own = [...people.filter(({ key }) => key !== 'name'), { key: 'serial', label: 'Serial' }];
const roster = columnsOf(['name', 'Name'], ['party', 'Party'], ['state', 'State'], ['seatFrom', 'Seat'], ['waiting', 'Place on the waiting list'], ['progress', 'Progress %'], ['result', 'Result %'], ['verified', 'Verified hours']);
const counts = columnsOf(['course', 'Course'], ['title', 'Title'], ['originator', 'Originator'], ['party', 'Party'], ['enrolled', 'Enrolled'], ['underWay', 'Under way'], ['completed', 'Completed'], ['certified', 'Certificates in force']);

/** Tables to take away: one's own record, the people one's party sent, a cohort, and for the secretariat numbers of five or more. Each is recorded. */
@Injectable()
export class Reports {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly cohorts: Cohorts,
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
    await this.events.record(actor, 'training-report.taken', { type: 'party', id: actor.party, originator: actor.party }, { title, format, rows: rows.length });
    const heading = ['TLP:AMBER+STRICT', about, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
    return writeTable(format, { title, heading, columns, rows: each(rows) });
  }
}

const percent = (share: number | null) => (share === null ? null : Math.round(share * 100));

async function* each(rows: readonly Row[]) {
  yield* rows;
}
