import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { Cursors } from '../../../kernel/http/index.js';
import { notFound } from '../../../kernel/problems.js';
import { Parties } from '../../../members/index.js';
import type { AssessedList, AssessedView, AttemptsQuery, MarkingView } from './assessing.dto.js';
import { Attempt } from './attempt.entity.js';
import { verbsNow } from './attempts.js';
import type { Judgement } from './judgement.js';
import { Marker } from './marker.js';
import { MarkDrafts } from './mark-drafts.js';
import { given, onScreen } from './on-screen.js';

const pageSize = 50;

/** Attempts as the staff of their cohorts sees them, and marks as its assessors give them. Whoever is not of the staff finds nothing here. */
@Injectable()
export class Assessing {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly cursors: Cursors,
    private readonly parties: Parties,
    private readonly marker: Marker,
    private readonly drafts: MarkDrafts,
  ) {}

  /** What waits for the actor's marks, the longest waiting first; or all attempts of cohorts they teach, the latest first. Never their own. */
  list(actor: Actor, { box, cohort, cursor }: AttemptsQuery): Promise<AssessedList> {
    const filter = JSON.stringify(['attempts', box, cohort]);
    const [from, fromId] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [];
    const toMark = box === 'to_mark';
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(Attempt, 'attempt'), actor, toMark ? 'grade' : 'read').andWhere('attempt.userId <> :me', { me: actor.userId });
      if (toMark) query.andWhere(`attempt.state = 'awaiting_assessor'`);
      if (cohort) query.andWhere('attempt.staffCircle = (SELECT c.staff_circle FROM app.cohorts c WHERE c.id = :cohort)', { cohort });
      if (from) query.andWhere(`(attempt.startedAt, attempt.id) ${toMark ? '>' : '<'} (:from::timestamptz, :fromId::uuid)`, { from, fromId });
      const order = toMark ? 'ASC' : 'DESC';
      const found = await query.orderBy('attempt.startedAt', order).addOrderBy('attempt.id', order).limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = page.at(-1);
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT started_at::text AS at FROM app.attempts WHERE id = $1', [last.id]) : [];
      return { items: await this.views(actor, page), next: found.length > pageSize && last ? this.cursors.seal(actor, filter, [exact?.at, last.id]) : null };
    });
  }

  /** What there is to mark in an attempt, with what full points take and the marks given last. @throws Problem 404, 403 */
  async sheet(actor: Actor, id: string): Promise<MarkingView> {
    const { view, titles, draft } = await this.db.read(actor, async () => {
      const attempt = await this.readable(actor, id);
      this.access.require(actor, 'grade', attempt);
      const [one] = await this.views(actor, [attempt]);
      const [quiz] = await this.db.sql<{ sections: { title: string }[] }>('SELECT sections FROM app.quizzes WHERE lesson_id = $1', [attempt.lessonId]);
      if (!one || !quiz || attempt.state === 'in_progress') throw notFound();
      return { view: one, titles: quiz.sections.map(({ title }) => title), draft: await this.drafts.of(actor, id) };
    });
    const questions = await this.marker.toJudge(id);
    const names = await this.db.read(actor, () => this.parties.names());
    return {
      ...view, draft,
      questions: questions.map(({ n, section, shown, answer, guidance, model, marks }) => ({
        n, section: titles[section] ?? '', question: onScreen(shown, `attempts/${id}/questions/${n}`, null), answer: given(answer), model,
        guidance: Object.entries(guidance).map(([criterion, text]) => ({ id: criterion, text })),
        marks: marks && { criteria: marks.criteria, comment: marks.comment, by: marks.by === null ? null : (names.get(marks.by) ?? null), at: marks.at.toISOString() },
      })),
    };
  }

  /** Gives the result of what a person judges. @param seen when the marks the actor saw last were given @throws Problem 404, 403, 409, 422 (MARKS_REFUSED) */
  async assess(actor: Actor, id: string, judgements: readonly Judgement[], seen?: string | null): Promise<MarkingView> {
    await this.db.read(actor, async () => this.access.require(actor, 'grade', await this.readable(actor, id)));
    await this.marker.assess(id, actor.userId, judgements, seen);
    await this.db.write(actor, () => this.events.record(actor, 'attempt.marked', { type: 'attempt', id }, { questions: judgements.length }));
    return this.sheet(actor, id);
  }

  private async readable(actor: Actor, id: string): Promise<Attempt> {
    const found = await this.access.scope(this.db.query(Attempt, 'attempt'), actor, 'read').andWhere('attempt.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  private async views(actor: Actor, attempts: readonly Attempt[]): Promise<AssessedView[]> {
    if (attempts.length === 0) return [];
    const names = await this.parties.names();
    const lessons = await this.db.sql<{ id: string; code: string; title: string; course: string; courseCode: string; courseTitle: string }>(
      `SELECT l.id, l.code, l.title, c.id AS course, c.code AS "courseCode", c.title AS "courseTitle" FROM app.lessons l JOIN app.courses c ON c.id = l.course_id WHERE l.id = ANY ($1::uuid[])`, [attempts.map(({ lessonId }) => lessonId)]);
    const cohorts = await this.db.sql<{ id: string; circle: string; place: string; startsOn: string }>(
      'SELECT id, staff_circle AS circle, place, starts_on::text AS "startsOn" FROM app.cohorts WHERE staff_circle = ANY ($1::uuid[])', [attempts.flatMap(({ staffCircle }) => staffCircle ?? [])]);
    return attempts.map((attempt) => {
      const lesson = lessons.find((one) => one.id === attempt.lessonId);
      const cohort = cohorts.find(({ circle }) => circle === attempt.staffCircle);
      return {
        id: attempt.id, number: attempt.number, state: attempt.state, startedAt: attempt.startedAt.toISOString(), closedAt: attempt.closedAt?.toISOString() ?? null, score: attempt.score, passed: attempt.passed,
        lesson: lesson ? { id: lesson.id, code: lesson.code, title: lesson.title } : null, course: lesson ? { id: lesson.course, code: lesson.courseCode, title: lesson.courseTitle } : null,
        cohort: cohort ? { id: cohort.id, place: cohort.place, startsOn: cohort.startsOn } : null, trainee: { name: names.get(attempt.userId) ?? null, party: attempt.party }, allows: verbsNow(attempt, this.access.allows(actor, attempt)),
      };
    });
  }
}
