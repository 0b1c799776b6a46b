import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { systemActor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { conflict, notFound } from '../../../kernel/problems.js';
import { Progress } from '../../enrolment/progress.js';
import { type Answer, type CriterionPoints, type Feedback, isJudged, keyOf, keySpokenIn, type PutQuestion, type QuestionBody, type QuestionKey, score, spokenIn } from '../questions/index.js';
import { Attempt, countedStates, type SectionResult } from './attempt.entity.js';
import { judged, judgedOf, type Judgement, type ToJudge } from './judgement.js';
import { Quiz } from './quiz.entity.js';

/** One answered question with everything that marking it takes. */
interface Answered {
  n: number;
  section: number;
  shown: PutQuestion;
  body: QuestionBody;
  key: QuestionKey;
  critical: boolean;
  value: Answer | null;
}

/** A question of a closed attempt, as its review shows it. */
export interface Reviewed {
  n: number;
  section: number;
  shown: PutQuestion;
  answer: Answer | null;
  score: number;
  max: number;
  feedback: Feedback;
}

/** The marks that count of a question. */
interface Given {
  n: number;
  section: number;
  critical: boolean;
  score: number;
  max: number;
  comment: string | null;
  criteria: CriterionPoints[] | null;
  by: string | null;
  at: Date;
}

const examiner = systemActor('examiner');

/** Marks what a machine can mark, writes down what assessors give the rest, and says what follows for the course. Acts as the examiner. */
@Injectable()
export class Marker {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly progress: Progress,
  ) {}

  /** A closed attempt question by question, with what would have been right, and of what a person judged with their latest marks. */
  review(id: string, language: string | null): Promise<Reviewed[]> {
    return this.db.read(examiner, async () => {
      const attempt = await this.db.query(Attempt, 'attempt').where({ id }).getOne();
      if (!attempt || attempt.state === 'in_progress') throw notFound();
      const marks = new Map((await this.latest(id)).map((one) => [one.n, one]));
      return (await this.answered(attempt)).map(({ n, section, shown, key, value }) => {
        const scored = score(spokenIn(shown, language).question, keySpokenIn(key, language), value);
        const given = isJudged(shown) ? marks.get(n) : undefined;
        if (!given) return { n, section, shown, answer: value, ...scored };
        const { comment, criteria, score: points } = given;
        const verdicts = judgedOf(shown).map((one) => ({ id: one.id, right: criteria?.find(({ id: which }) => which === one.id)?.points === one.points }));
        return { n, section, shown, answer: value, score: points, max: 1, feedback: { right: points === 1, ...(comment === null ? {} : { text: comment }), verdicts, expected: [], areas: [] } };
      });
    });
  }

  /** What an assessor marks by: the questions a person judges, what was answered, and what full points take. */
  toJudge(id: string): Promise<ToJudge[]> {
    return this.db.read(examiner, async () => {
      const attempt = await this.db.query(Attempt, 'attempt').where({ id }).getOne();
      if (!attempt || attempt.state === 'in_progress') throw notFound();
      const marks = new Map((await this.latest(id)).map((one) => [one.n, one]));
      return (await this.answered(attempt)).filter(({ shown }) => isJudged(shown)).map(({ n, section, shown, key, value }) => {
        const given = marks.get(n);
        const { guidance = {}, model = null } = key.type === 'essay' || key.type === 'practical' ? key : {};
        return { n, section, shown, answer: value, guidance, model, marks: given?.criteria ? { criteria: given.criteria, comment: given.comment, by: given.by, at: given.at } : null };
      });
    });
  }

  /**
   * Writes down an assessor's marks, all of an attempt at once, and gives the result; the marks before them stay in the record. Whether the
   * assessor may was asked before. Drafts of marks go with it: the assessor's own, and everybody's when nothing can be marked any more.
   * @param seen when the marks were given that the assessor saw last, null for none; left out, it is not asked
   * @throws Problem 404, 409 also when others were given meanwhile, 422 when they do not fit the rubric
   */
  assess(id: string, assessor: string, given: readonly Judgement[], seen?: string | null): Promise<void> {
    return this.db.write(examiner, async () => {
      const attempt = await this.locked(id);
      if (!attempt) throw notFound();
      attempt.mustBeMarkable();
      if (seen !== undefined && (await this.markedAt(id)) !== seen) throw conflict('Somebody gave marks meanwhile. Look at theirs before you give yours.', 'marks-given');
      const asked = (await this.answered(attempt)).filter(({ shown }) => isJudged(shown));
      const rows = judged(asked, given);
      await this.db.sql(
        `INSERT INTO app.grades (attempt_id, n, kind, score, max, given_by, comment, criteria)
         SELECT $1, g.n, 'assessor', g.score, 1, $2, g.comment, g.criteria FROM jsonb_to_recordset($3) AS g(n integer, score numeric, comment text, criteria jsonb)`, [id, assessor, JSON.stringify(rows)]);
      await this.conclude(attempt);
      await this.db.sql('DELETE FROM app.mark_drafts WHERE attempt_id = $1 AND (user_id = $2 OR $3)', [id, assessor, !attempt.isMarkable]);
    });
  }

  /** Closes it: what a machine can mark is marked, and the rest waits for an assessor. In the examiner's running unit of work. */
  async mark(attempt: Attempt): Promise<void> {
    const answered = await this.answered(attempt);
    const over = attempt.isOver(this.db.now());
    attempt.closedAt = new Date(this.db.now());
    // What is watched leaves no answer behind.
    if (over && answered.every(({ value, shown }) => value === null && shown.type !== 'practical')) {
      attempt.state = 'expired';
      await this.closed(attempt);
      return this.endWhenUsedUp(attempt, await this.quiz(attempt.lessonId));
    }
    const marked = answered.filter(({ shown }) => !isJudged(shown)).map(({ n, shown, key, value }) => ({ n, ...score(shown, key, value) }));
    await this.db.sql(
      `INSERT INTO app.grades (attempt_id, n, kind, score, max) SELECT $1, g.n, 'auto', g.score, g.max FROM jsonb_to_recordset($2) AS g(n integer, score numeric, max numeric)`,
      [attempt.id, JSON.stringify(marked.map(({ n, score: points, max }) => ({ n, score: points, max })))]);
    if (marked.length === answered.length) return this.conclude(attempt);
    attempt.state = 'awaiting_assessor';
    await this.closed(attempt);
  }

  /** Adds up the latest marks by section, and says what follows for the course. */
  private async conclude(attempt: Attempt): Promise<void> {
    const quiz = await this.quiz(attempt.lessonId);
    const grades = await this.latest(attempt.id);
    const sections = quiz.sections.map((section, index): SectionResult => {
      const own = grades.filter((grade) => grade.section === index);
      const points = rounded(own.reduce((sum, grade) => sum + grade.score, 0));
      return { title: section.title, points, max: own.reduce((sum, grade) => sum + grade.max, 0), failed: points < (section.least ?? 0) || own.some((grade) => grade.critical && grade.score < grade.max) };
    });
    const total = rounded(sections.reduce((sum, { points }) => sum + points, 0) / sections.reduce((sum, { max }) => sum + max, 0));
    Object.assign(attempt, { state: 'graded', score: total, passed: total * 100 >= quiz.passMark && sections.every(({ failed }) => !failed), sections });
    await this.closed(attempt);
    if (!attempt.passed) return this.endWhenUsedUp(attempt, quiz);
    // Marks that were mended may pass what had failed the course.
    await this.progress.reopened(examiner, attempt.enrolmentId);
    await this.progress.done(examiner, attempt.enrolmentId, attempt.lessonId, { score: total, assurance: grades.some(({ by }) => by !== null) ? 'instructor_observed' : 'server_scored' });
  }

  private async closed(attempt: Attempt): Promise<void> {
    await this.db.manager.save(attempt);
    await this.events.record(examiner, `attempt.${attempt.state.replace('_', '-')}`, { type: 'attempt', id: attempt.id }, { passed: attempt.passed });
  }

  /** The marks that count: of each question the last that were given. */
  private latest(id: string): Promise<Given[]> {
    return this.db.sql<Given>(
      `SELECT DISTINCT ON (g.n) g.n, t.section, v.critical, g.score::float AS score, g.max::float AS max, g.comment, g.criteria, g.given_by AS by, g.given_at AS at
         FROM app.grades g JOIN app.attempt_items t USING (attempt_id, n) JOIN app.item_versions v ON v.id = t.item_version_id
        WHERE g.attempt_id = $1 ORDER BY g.n, g.given_at DESC`, [id]);
  }

  /** When somebody gave marks last; null when nobody did. */
  private async markedAt(id: string): Promise<string | null> {
    const given = (await this.latest(id)).flatMap(({ criteria, at }) => (criteria ? [at.getTime()] : []));
    return given.length > 0 ? new Date(Math.max(...given)).toISOString() : null;
  }

  /** Whoever used every try and passed none has failed the course, with the last mark and not a moment later. Holds the enrolment's lock. */
  private async endWhenUsedUp({ enrolmentId, lessonId }: Attempt, { maxAttempts }: Quiz): Promise<void> {
    if (maxAttempts === null) return;
    const used = await this.db.query(Attempt, 'attempt').where({ enrolmentId, lessonId, state: In([...countedStates]) }).getMany();
    if (used.length < maxAttempts || used.some(({ passed, state }) => passed || state === 'awaiting_assessor')) return;
    const scores = used.flatMap(({ score: reached }) => (reached === null ? [] : [reached]));
    await this.progress.failed(examiner, enrolmentId, lessonId, scores.length > 0 ? Math.max(...scores) : null);
  }

  /** Locks the enrolment before the attempt, as everything does that may end or reopen it. */
  async locked(id: string): Promise<Attempt | null> {
    await this.db.sql('SELECT FROM app.enrolments WHERE id = (SELECT enrolment_id FROM app.attempts WHERE id = $1) FOR UPDATE', [id]);
    return this.db.query(Attempt, 'attempt').where({ id }).setLock('pessimistic_write').getOne();
  }

  private async answered({ id, startedAt }: Attempt): Promise<Answered[]> {
    const [{ seed } = { seed: '' }] = await this.db.sql<{ seed: string }>('SELECT seed FROM app.attempt_seeds WHERE attempt_id = $1', [id]);
    const rows = await this.db.sql<Answered>(
      `SELECT t.n, t.section, t.shown, v.body, v.critical, k.key, a.value FROM app.attempt_items t
         JOIN app.item_versions v ON v.id = t.item_version_id JOIN app.item_keys k ON k.item_version_id = v.id
         LEFT JOIN LATERAL (SELECT value FROM app.answers a WHERE a.attempt_id = t.attempt_id AND a.n = t.n ORDER BY seq DESC LIMIT 1) a ON true
        WHERE t.attempt_id = $1 ORDER BY t.n`, [id]);
    return rows.map((row) => ({ ...row, key: keyOf(row.body, row.key, `${seed}:${row.n}`, startedAt) }));
  }

  private async quiz(lessonId: string): Promise<Quiz> {
    return (await this.db.query(Quiz, 'quiz').where({ lessonId }).getOne()) ?? Promise.reject(notFound());
  }
}

/** Four decimals, so that forty tenths are four. */
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
