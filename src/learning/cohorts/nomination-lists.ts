import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Problem } from '../../kernel/problems.js';
import { Course } from '../catalogue/course.entity.js';
import { openStates } from '../enrolment/enrolment.entity.js';
import { Enrolments } from '../enrolment/enrolments.js';
import { readNominees, type Nominee } from './nomination-file.js';
import type { NominationListView, NominationRowView } from './nomination-lists.dto.js';

interface Known {
  people: Map<string, string>;
  courses: Map<string, Course[]>;
  /** By course and first day. */
  cohorts: Map<string, string>;
  /** Person and course, of whoever is enrolled or nominated already. */
  open: Set<string>;
}

/** Many nominations out of a table: tried out first, then line by line. A second run of the same file changes nothing. */
@Injectable()
export class NominationLists {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly enrolments: Enrolments,
    private readonly events: Events,
  ) {}

  /** Says for each line what would be done. Nothing is written. */
  async rehearse(actor: Actor, text: string): Promise<NominationListView> {
    const { rows, items, ready } = await this.read(actor, text);
    return summed(rows, [...items, ...ready.map(({ nominee, found }) => row(nominee, found.already ? 'already' : 'fine'))]);
  }

  /** Sends each person in a unit of work of their own, on the waiting list where there is no seat, and says what became of each line. */
  async run(actor: Actor, text: string): Promise<NominationListView> {
    const { rows, items, ready } = await this.read(actor, text);
    for (const { nominee, found } of ready) items.push(found.already ? row(nominee, 'already') : await this.send(actor, nominee, found));
    const list = summed(rows, items);
    await this.db.write(actor, () => this.events.record(actor, 'nominations.listed', { type: 'party', id: actor.party, originator: actor.party }, { rows, sent: list.sent, waiting: list.waiting, faults: list.faults }));
    return list;
  }

  private async send(actor: Actor, nominee: Nominee, { userId, courseId, cohortId }: Found): Promise<NominationRowView> {
    try {
      const { state } = await this.enrolments.enrol(actor, courseId, { userId, motive: nominee.reason, cohortId, waitingList: cohortId !== undefined });
      return row(nominee, state === 'waitlisted' ? 'waiting' : 'sent');
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return error.type === '/problems/enrolled-already' ? row(nominee, 'already') : row(nominee, 'fault', error.detail);
    }
  }

  /** The faults of the file, and the lines that name a person, a course and a cohort there are. What is not the actor's to see is as if there were none. */
  private async read(actor: Actor, text: string): Promise<{ rows: number; items: NominationRowView[]; ready: { nominee: Nominee; found: Found }[] }> {
    const { nominees, faults, rows } = readNominees(text);
    const items = faults.map(({ message, ...one }): NominationRowView => ({ ...one, outcome: 'fault', message }));
    const known = await this.known(actor, nominees);
    const ready: { nominee: Nominee; found: Found }[] = [];
    for (const nominee of nominees) {
      const found = findIn(known, nominee, actor.userId);
      if (typeof found === 'string') items.push(row(nominee, 'fault', found));
      else ready.push({ nominee, found });
    }
    return { rows, items, ready };
  }

  private known(actor: Actor, nominees: readonly Nominee[]): Promise<Known> {
    return this.db.read(actor, async () => {
      const people = await this.db.sql<{ id: string; email: string }>(
        `SELECT u.id, lower(u.email) AS email FROM app.users u JOIN app.delegations d ON d.user_id = u.id
          WHERE d.party = $1 AND d.state = 'active' AND d.valid @> current_date AND u.standing = 'active' AND lower(u.email) = ANY ($2)`, [actor.party, nominees.map(({ email }) => email)]);
      const courses = await this.access.scope(this.db.query(Course, 'course'), actor, 'nominate').andWhere('course.code = ANY(:codes)', { codes: nominees.map(({ course }) => course) }).getMany();
      const ids = courses.map(({ id }) => id);
      const cohorts = await this.db.sql<{ id: string; course: string; starts: string }>(
        `SELECT id, course_id AS course, starts_on::text AS starts FROM app.cohorts WHERE course_id = ANY ($1::uuid[]) AND state = 'open'`, [ids]);
      const open = await this.db.sql<{ user: string; course: string }>(
        'SELECT user_id AS "user", course_id AS course FROM app.enrolments WHERE course_id = ANY ($1::uuid[]) AND user_id = ANY ($2::uuid[]) AND state = ANY ($3)', [ids, people.map(({ id }) => id), openStates]);
      return {
        people: new Map(people.map(({ email, id }) => [email, id])),
        courses: Map.groupBy(courses, ({ code }) => code),
        cohorts: new Map(cohorts.map(({ id, course, starts }) => [`${course} ${starts}`, id])),
        open: new Set(open.map(({ user, course }) => `${user} ${course}`)),
      };
    });
  }
}

interface Found {
  userId: string;
  courseId: string;
  cohortId?: string;
  already: boolean;
}

function findIn({ people, courses, cohorts, open }: Known, { email, course: code, starts }: Nominee, me: string): Found | string {
  const userId = people.get(email);
  if (!userId) return 'No active official of your party has this address.';
  if (userId === me) return 'Nobody sends themselves: the other focal point for training does.';
  const [course, another] = courses.get(code) ?? [];
  if (!course) return 'There is no course of this code to which you may send people.';
  if (another) return 'Two courses have this code. Send this person from the page of the course.';
  const cohortId = starts ? cohorts.get(`${course.id} ${starts}`) : undefined;
  if (starts && !cohortId) return 'No cohort of this course that takes nominations begins on this day.';
  return { userId, courseId: course.id, cohortId, already: open.has(`${userId} ${course.id}`) };
}

const row = ({ line, email, course }: Nominee, outcome: NominationRowView['outcome'], message: string | null = null): NominationRowView => ({ line, email, course, outcome, message });

function summed(rows: number, unsorted: NominationRowView[]): NominationListView {
  const items = unsorted.sort((a, b) => a.line - b.line);
  const count = (outcome: NominationRowView['outcome']) => items.filter((one) => one.outcome === outcome).length;
  return { rows, fine: count('fine'), sent: count('sent'), waiting: count('waiting'), already: count('already'), faults: count('fault'), items };
}
