import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { Handles, Jobs, type Payload } from '../../../kernel/jobs/index.js';
import { conflict, notFound } from '../../../kernel/problems.js';
import type { Enrolment } from '../../enrolment/enrolment.entity.js';
import { type Feedback, isJudged, keyOf, keySpokenIn, type PutQuestion, putQuestion, type QuestionBody, type QuestionKey, readAnswer, score, spokenIn } from '../questions/index.js';
import { Attempt, graceSeconds } from './attempt.entity.js';
import { type Drawable, drawItems } from './draw-items.js';
import { Marker } from './marker.js';
import { Quiz } from './quiz.entity.js';

const examiner = systemActor('examiner');

/**
 * Draws, and closes what is over. With the marker the only one that reads keys and seeds while somebody is examined, always in a unit of work of
 * its own: a trainee's unit cannot reach them, whatever it is made to ask (SR-49). Joining the unit of somebody else fails.
 */
@Injectable()
export class Examiner {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly marker: Marker,
  ) {}

  /** Puts a new attempt together, or gives the one that runs. @returns its id. @throws Problem 409 */
  async begin({ id: enrolmentId, courseId, userId, party, staffCircle, assessorCircle }: Enrolment, lessonId: string, inWords: boolean): Promise<{ id: string; isNew: boolean }> {
    await this.closeLeft(enrolmentId, lessonId);
    return this.db.write(examiner, async () => {
      await this.db.sql('SELECT FROM app.enrolments WHERE id = $1 FOR UPDATE', [enrolmentId]);
      const earlier = await this.db.query(Attempt, 'attempt').where({ enrolmentId, lessonId }).orderBy('attempt.number').getMany();
      const open = earlier.find(({ state }) => state === 'in_progress');
      if (open) return { id: open.id, isNew: false };
      const quiz = await this.quiz(lessonId);
      mayBegin(quiz, earlier, this.db.now());

      const [id, seed] = [randomUUID(), randomBytes(32).toString('hex')];
      const drawn = drawItems(await this.bank(courseId), quiz.sections, seed, inWords);
      if (!drawn) throw conflict('The questions for it are not complete yet. Tell whoever provides the course.', 'bank-incomplete');
      if (!assessorCircle && drawn.some(({ item }) => isJudged(item.body))) {
        throw conflict('An assessor marks part of this examination, so it is taken in a cohort. Enrol in one.', 'needs-assessor', { code: 'NEEDS_ASSESSOR' });
      }
      const [begun] = await this.db.sql<{ started_at: Date; deadline_at: Date | null }>(
        `INSERT INTO app.attempts (id, enrolment_id, lesson_id, user_id, party, staff_circle, assessor_circle, number, in_words, deadline_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(mins => $10)) RETURNING started_at, deadline_at`,
        [id, enrolmentId, lessonId, userId, party, staffCircle, assessorCircle, earlier.length + 1, inWords, quiz.minutes]);
      await this.db.sql('INSERT INTO app.attempt_seeds (attempt_id, seed) VALUES ($1, $2)', [id, seed]);
      const items = drawn.map(({ section, item }, index) => ({ n: index + 1, section, version: item.versionId, shown: putQuestion(item.body, `${seed}:${index + 1}`, begun?.started_at ?? new Date()) }));
      await this.db.sql(
        `INSERT INTO app.attempt_items (attempt_id, n, section, item_version_id, shown)
         SELECT $1, i.n, i.section, i.version, i.shown FROM jsonb_to_recordset($2) AS i(n integer, section integer, version uuid, shown jsonb)`, [id, JSON.stringify(items)]);
      if (begun?.deadline_at) await this.jobs.enqueue('close-attempt', { id }, { at: new Date(begun.deadline_at.getTime() + graceSeconds * 1000), key: `attempt/${id}` });
      return { id, isNew: true };
    });
  }

  /** Closes an attempt and marks what is saved. Whoever comes second finds it closed. */
  close(id: string): Promise<void> {
    return this.db.write(examiner, async () => {
      const attempt = await this.marker.locked(id);
      if (attempt?.state === 'in_progress') await this.marker.mark(attempt);
    }, { repeatable: true });
  }

  /** At the deadline and half a minute, wherever the trainee is. */
  @Handles('close-attempt')
  async due({ id }: Payload): Promise<void> {
    await this.db.write(examiner, async () => {
      const attempt = await this.marker.locked(String(id));
      if (attempt?.state === 'in_progress' && attempt.isOver(this.db.now())) await this.marker.mark(attempt);
    }, { repeatable: true });
  }

  /** What a dead worker left open, and what is left over. */
  @Handles('close-attempts', { daily: true })
  async tend(): Promise<void> {
    const left = await this.db.read(examiner, () =>
      this.db.sql<{ id: string }>(`SELECT id FROM app.attempts WHERE state = 'in_progress' AND deadline_at < now() - make_interval(secs => $1)`, [graceSeconds]));
    for (const { id } of left) await this.due({ id });
    // Drafts of marks that nobody can give any more, or that nobody went on with.
    await this.db.write(examiner, () => this.db.sql(
      `DELETE FROM app.mark_drafts d USING app.attempts a WHERE a.id = d.attempt_id
          AND (d.saved_at < now() - interval '90 days' OR NOT (a.state = 'awaiting_assessor' OR a.state = 'graded' AND a.passed IS FALSE))`));
  }

  /** A question of the bank for practice; one that is for exams alone is not there. @throws Problem 404 */
  async practise(courseId: string, code: string, seed: string, on: Date): Promise<PutQuestion> {
    const { body } = await this.practised(courseId, code);
    return putQuestion(body, seed, on);
  }

  /** Marks an answer given in practice. @throws Problem 404, 422 */
  async correct(courseId: string, code: string, seed: string, on: Date, answer: object, language: string | null): Promise<Feedback & { score: number }> {
    const { body, key } = await this.practised(courseId, code);
    const put = putQuestion(body, seed, on);
    const { feedback, score: points } = score(spokenIn(put, language).question, keySpokenIn(keyOf(body, key, seed, on), language), await readAnswer(put, answer));
    return { ...feedback, score: points };
  }

  /**
   * Questions that may leave with their keys for practice without a line: none that is for exams alone, and none that an exam with counted attempts
   * could draw. Those it does not give are not there.
   */
  carried(courseId: string, codes: readonly string[]): Promise<{ code: string; body: QuestionBody; key: QuestionKey }[]> {
    return this.db.read(examiner, async () => {
      const quizzes = await this.db.sql<{ sections: Quiz['sections'] }>(
        'SELECT q.sections FROM app.quizzes q JOIN app.lessons l ON l.id = q.lesson_id WHERE l.course_id = $1 AND q.max_attempts IS NOT NULL', [courseId]);
      const examined = quizzes.flatMap(({ sections }) => sections.map(({ tags }) => tags));
      const found = await this.db.sql<{ code: string; alternative: string | null; body: QuestionBody; key: QuestionKey; tags: string[] }>(
        `SELECT DISTINCT ON (i.code) i.code, v.alternative, v.tags, CASE WHEN i.code = ANY ($2) THEN v.body END AS body, CASE WHEN i.code = ANY ($2) THEN k.key END AS key FROM app.banks b JOIN app.items i ON i.bank_id = b.id JOIN app.item_versions v ON v.item_id = i.id JOIN app.item_keys k ON k.item_version_id = v.id
          WHERE b.course_id = $1 AND i.retired_at IS NULL ORDER BY i.code, v.number DESC`, [courseId, [...codes]]);
      const isExamined = ({ tags }: { tags: string[] }) => tags.includes('exam') || examined.some((wanted) => wanted.every((tag) => tags.includes(tag)));
      // What stands for a question of an exam in words asks the same.
      const standIns = new Set(found.filter(isExamined).map(({ alternative }) => alternative));
      return found.filter((one) => codes.includes(one.code) && !isExamined(one) && !standIns.has(one.code)).map(({ code, body, key }) => ({ code, body, key }));
    });
  }

  private practised(courseId: string, code: string): Promise<{ body: QuestionBody; key: QuestionKey }> {
    return this.db.read(examiner, async () => {
      const [found] = await this.db.sql<{ body: QuestionBody; key: QuestionKey; tags: string[] }>(
        `SELECT v.body, v.tags, k.key FROM app.banks b JOIN app.items i ON i.bank_id = b.id JOIN app.item_versions v ON v.item_id = i.id JOIN app.item_keys k ON k.item_version_id = v.id
          WHERE b.course_id = $1 AND i.code = $2 AND i.retired_at IS NULL ORDER BY v.number DESC LIMIT 1`, [courseId, code]);
      if (!found || found.tags.includes('exam')) throw notFound();
      return found;
    });
  }

  /** What ran out and no job closed yet, in a unit of its own: that another attempt is refused takes no marks back. */
  private async closeLeft(enrolmentId: string, lessonId: string): Promise<void> {
    const open = await this.db.read(examiner, () => this.db.query(Attempt, 'attempt').where({ enrolmentId, lessonId, state: 'in_progress' }).getOne());
    if (open?.isOver(this.db.now())) await this.due({ id: open.id });
  }

  private async quiz(lessonId: string): Promise<Quiz> {
    return (await this.db.query(Quiz, 'quiz').where({ lessonId }).getOne()) ?? Promise.reject(notFound());
  }

  /** What may be drawn: of each question the latest version. No keys: the draw needs none. */
  private bank(courseId: string): Promise<Drawable[]> {
    return this.db.sql<Drawable>(
      `SELECT DISTINCT ON (i.code) v.id AS "versionId", i.code, v.tags, v.alternative, v.body FROM app.banks b JOIN app.items i ON i.bank_id = b.id JOIN app.item_versions v ON v.item_id = i.id
        WHERE b.course_id = $1 AND i.retired_at IS NULL ORDER BY i.code, v.number DESC`, [courseId]);
  }

}

/** What of earlier attempts allows another one. @throws Problem 409 */
function mayBegin({ maxAttempts, cooldownHours }: Quiz, earlier: readonly Attempt[], now: number): void {
  const counted = earlier.filter(({ isCounted }) => isCounted);
  if (counted.some(({ state }) => state === 'awaiting_assessor')) throw conflict('Your last attempt waits for its assessor. Another one may begin once it is marked.', 'attempt-waits', { code: 'ATTEMPT_WAITS' });
  if (maxAttempts !== null && counted.some(({ passed }) => passed)) throw conflict('You have passed this already.', 'attempt-passed', { code: 'ATTEMPT_PASSED' });
  if (maxAttempts !== null && counted.length >= maxAttempts) throw conflict(`All ${maxAttempts} attempts are used. Ask whoever runs the course.`, 'attempts-used', { code: 'ATTEMPTS_USED' });
  const nextAt = nextAttemptAt(cooldownHours, counted);
  if (nextAt && nextAt.getTime() > now) throw conflict(`The next attempt opens at ${nextAt.toISOString()}.`, 'attempt-cooldown', { code: 'ATTEMPT_COOLDOWN', nextAt: nextAt.toISOString() });
}

/** When another attempt opens after these; null when at once. */
export function nextAttemptAt(cooldownHours: number, counted: readonly Attempt[]): Date | null {
  const last = Math.max(...counted.map(({ closedAt }) => closedAt?.getTime() ?? 0));
  return cooldownHours > 0 && counted.length > 0 ? new Date(last + cooldownHours * 3_600_000) : null;
}
