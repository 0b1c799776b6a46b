import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { conflict, forbidden, notFound } from '../../../kernel/problems.js';
import { Parties } from '../../../members/index.js';
import { Lesson } from '../../catalogue/lesson.entity.js';
import { Progress } from '../../enrolment/progress.js';
import { Study } from '../../enrolment/study.js';
import { type Answer, type CriterionPoints, type PutQuestion, readAnswer } from '../questions/index.js';
import { Attempt, attemptClosed } from './attempt.entity.js';
import type { AttemptView, BeginInput, MarkView, QuizView, ReviewView, SavedView, SaveInput } from './attempts.dto.js';
import { Examiner, nextAttemptAt } from './examiner.js';
import { judgedOf } from './judgement.js';
import { Marker } from './marker.js';
import { Quiz } from './quiz.entity.js';
import { drawnIn, given, onScreen } from './on-screen.js';

interface PutItem {
  n: number;
  section: number;
  shown: PutQuestion;
  value: Answer | null;
  seq: number;
}

/** Attempts as the trainee takes them, and as the staff of the cohort sees them. Nothing here can read a key: drawing and marking is the examiner's. */
@Injectable()
export class Attempts {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly study: Study,
    private readonly examiner: Examiner,
    private readonly marker: Marker,
    private readonly parties: Parties,
    private readonly progress: Progress,
  ) {}

  /** The rules, and what came of earlier attempts. @throws Problem 404, 403 */
  quiz(actor: Actor, enrolmentId: string, reference: string): Promise<QuizView> {
    return this.db.read(actor, async () => {
      const { enrolment, lesson } = await this.study.studied(actor, enrolmentId, reference);
      const quiz = await this.quizOf(lesson.id);
      const attempts = await this.access.scope(this.db.query(Attempt, 'attempt'), actor, 'read')
        .andWhere('attempt.enrolmentId = :enrolment AND attempt.lessonId = :lesson', { enrolment: enrolment.id, lesson: lesson.id }).orderBy('attempt.number').getMany();
      const now = this.db.now();
      const counted = attempts.filter(({ isCounted }) => isCounted);
      const running = attempts.find((attempt) => !attempt.isOver(now));
      const left = quiz.maxAttempts === null ? null : Math.max(0, quiz.maxAttempts - counted.length);
      const isPassed = quiz.maxAttempts !== null && counted.some(({ passed }) => passed);
      const opens = nextAttemptAt(quiz.cooldownHours, counted);
      const waits = opens !== null && opens.getTime() > now && left !== 0 && !isPassed;
      return {
        lesson, minutes: quiz.minutes, passMark: quiz.passMark, maxAttempts: quiz.maxAttempts, cooldownHours: quiz.cooldownHours, review: quiz.review,
        questions: quiz.sections.reduce((sum, { draw }) => sum + draw, 0), sections: quiz.sections.map(({ title, draw }) => ({ title, questions: draw })),
        attempts: attempts.map((attempt) => ({ ...timesOf(attempt), id: attempt.id, number: attempt.number, state: attempt.state, score: quiz.review === 'never' ? null : attempt.score, passed: attempt.passed })),
        attemptsLeft: left, nextAt: waits ? opens.toISOString() : null, running: running?.id ?? null, mayBegin: enrolment.state === 'active' && !running && left !== 0 && !isPassed && !waits && !attempts.some(({ state }) => state === 'awaiting_assessor'),
      };
    });
  }

  /** Begins an attempt, or goes back to the one that runs: the same questions in the same order. @throws Problem 404, 403, 409 */
  async begin(actor: Actor, enrolmentId: string, { lesson: reference, inWords = false }: BeginInput): Promise<AttemptView> {
    const { enrolment, lesson } = await this.db.read(actor, async () => {
      const reached = await this.study.studied(actor, enrolmentId, reference);
      if (reached.enrolment.state !== 'active') throw conflict('This course is completed; there is nothing left to attempt.');
      await this.quizOf(reached.lesson.id);
      return reached;
    });
    const { id, isNew } = await this.examiner.begin(enrolment, lesson.id, inWords);
    if (isNew) await this.db.write(actor, () => this.events.record(actor, 'attempt.begun', { type: 'attempt', id }, { enrolment: enrolmentId }));
    return this.view(actor, id);
  }

  /** @throws Problem 404 */
  async view(actor: Actor, id: string): Promise<AttemptView> {
    await this.closeWhatIsOver(actor, id);
    return this.db.read(actor, async () => {
      const attempt = await this.readable(actor, id);
      const lesson = await this.db.query(Lesson, 'lesson').where({ id: attempt.lessonId }).getOne();
      if (!lesson) throw notFound();
      const quiz = await this.quizOf(attempt.lessonId);
      const items = attempt.state === 'in_progress' ? await this.items(id) : [];
      const tellsScore = quiz.review !== 'never';
      const languages = await this.languages(attempt);
      const wanted = attempt.userId === actor.userId ? languages.language : null;
      return {
        ...timesOf(attempt), id, enrolmentId: attempt.enrolmentId, lesson, number: attempt.number, inWords: attempt.inWords, state: attempt.state,
        ...languages, deadlineAt: attempt.deadlineAt?.toISOString() ?? null, now: new Date(this.db.now()).toISOString(), passMark: quiz.passMark, review: quiz.review,
        questions: items.map(({ n, section, shown, value, seq }) => ({ n, section: quiz.sections[section]?.title ?? '', question: onScreen(shown, `attempts/${id}/questions/${n}`, wanted), answer: given(value), seq })),
        score: tellsScore ? attempt.score : null, passed: attempt.passed, sections: tellsScore ? attempt.sections : null, voidedReason: attempt.voidedReason,
        trainee: attempt.userId === actor.userId ? null : { name: (await this.parties.names()).get(attempt.userId) ?? null, party: attempt.party },
        marks: attempt.state === 'graded' ? await this.marks(id, quiz, tellsScore) : [], allows: verbsNow(attempt, this.access.allows(actor, attempt)),
      };
    });
  }

  /** Keeps an answer. Sent twice it is kept once; one that was overtaken does not count. @throws Problem 404, 409 (ATTEMPT_CLOSED, SEQ_CONFLICT), 422 */
  async save(actor: Actor, id: string, n: number, { seq, answer }: SaveInput): Promise<SavedView> {
    return this.db.write(actor, async () => {
      const attempt = await this.readable(actor, id);
      this.access.require(actor, 'save', attempt);
      if (attempt.isOver(this.db.now())) throw attemptClosed();
      const [item] = await this.db.sql<{ shown: PutQuestion }>('SELECT shown FROM app.attempt_items WHERE attempt_id = $1 AND n = $2', [id, n]);
      if (!item) throw notFound();
      const value = answer === null ? null : JSON.stringify(await readAnswer(item.shown, answer));
      const [kept] = await this.db.sql<{ same: boolean }>(
        `INSERT INTO app.answers (attempt_id, n, seq, user_id, value) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (attempt_id, n, seq) DO NOTHING RETURNING true AS same`, [id, n, seq, actor.userId, value]);
      // The insert has waited for whoever was just closing the attempt; what came after the marks does not stay.
      const [saved] = await this.db.sql<{ seq: number; at: Date; same: boolean; isOpen: boolean }>(
        `SELECT max(seq) AS seq, max(saved_at) AS at, bool_or(seq = $3 AND value IS NOT DISTINCT FROM $4::jsonb) AS same,
                (SELECT state = 'in_progress' FROM app.attempts WHERE id = $1) AS "isOpen" FROM app.answers WHERE attempt_id = $1 AND n = $2`, [id, n, seq, value]);
      if (!saved?.isOpen) throw attemptClosed();
      if (!kept && !saved.same) throw conflict('Another answer was saved under this number, perhaps in a second window. Load the attempt again.', 'seq-conflict', { code: 'SEQ_CONFLICT', lastSeq: saved.seq });
      return { seq: saved.seq, savedAt: saved.at.toISOString() };
    });
  }

  /** Hands it in. Done twice it is done once. @throws Problem 404, 403 */
  async submit(actor: Actor, id: string): Promise<AttemptView> {
    const isOpen = await this.db.write(actor, async () => {
      const attempt = await this.readable(actor, id);
      this.access.require(actor, 'submit', attempt);
      if (attempt.state !== 'in_progress') return false;
      await this.events.record(actor, 'attempt.submitted', { type: 'attempt', id });
      return true;
    });
    if (isOpen) await this.examiner.close(id);
    return this.view(actor, id);
  }

  /** Question by question, as far as the quiz lets it be seen. Whoever teaches sees all of it. @throws Problem 404, 403, 409 */
  async review(actor: Actor, id: string): Promise<ReviewView> {
    await this.closeWhatIsOver(actor, id);
    const { quiz, wanted } = await this.db.read(actor, async () => {
      const attempt = await this.readable(actor, id);
      const found = await this.quizOf(attempt.lessonId);
      if (found.review !== 'after_close' && attempt.userId === actor.userId) throw forbidden('The questions of this examination are not shown again, so that it stays the same for all.');
      if (attempt.state === 'in_progress') throw conflict('This attempt is still going on.');
      if (attempt.state === 'awaiting_assessor' && attempt.userId === actor.userId) throw conflict('This attempt waits for its assessor.');
      // Whoever teaches reads what its author wrote.
      return { quiz: found, wanted: attempt.userId === actor.userId ? (await this.languages(attempt)).language : null };
    });
    const reviewed = await this.marker.review(id, wanted);
    return {
      questions: reviewed.map(({ n, section, shown, answer, score, max, feedback }) => ({
        n, section: quiz.sections[section]?.title ?? '', question: onScreen(shown, `attempts/${id}/questions/${n}`, wanted), answer: given(answer), score, max, feedback: { ...feedback, areas: feedback.areas.map((area) => ({ ...area })) },
      })),
    };
  }

  /** A picture of a question, for as long as the question may be seen. @throws Problem 404 */
  picture(actor: Actor, id: string, n: number, which: string): Promise<string> {
    return this.db.read(actor, async () => {
      const attempt = await this.readable(actor, id);
      const [item] = await this.db.sql<{ shown: PutQuestion }>('SELECT shown FROM app.attempt_items WHERE attempt_id = $1 AND n = $2', [id, n]);
      if (!item || (attempt.state !== 'in_progress' && attempt.userId === actor.userId && (await this.quizOf(attempt.lessonId)).review !== 'after_close')) throw notFound();
      return drawnIn(item.shown, which);
    });
  }

  /** It counts no longer, and the try is given back; whoever failed the course for want of it is on it again. @throws Problem 404, 403, 409 */
  async annul(actor: Actor, id: string, reason: string): Promise<AttemptView> {
    await this.db.write(actor, async () => {
      const { enrolmentId } = await this.readable(actor, id);
      await this.db.sql('SELECT FROM app.enrolments WHERE id = $1 FOR UPDATE', [enrolmentId]);
      const attempt = await this.readable(actor, id);
      this.access.require(actor, 'annul', attempt);
      attempt.annul(actor.userId, reason);
      await this.db.manager.save(attempt);
      await this.events.record(actor, 'attempt.annulled', { type: 'attempt', id }, { reason });
      await this.progress.reopened(actor, enrolmentId);
    });
    return this.view(actor, id);
  }

  /** The job may be late; what is over is closed when anybody looks. */
  private async closeWhatIsOver(actor: Actor, id: string): Promise<void> {
    const attempt = await this.db.read(actor, () => this.readable(actor, id));
    if (attempt.state === 'in_progress' && attempt.isOver(this.db.now())) await this.examiner.close(id);
  }

  private async readable(actor: Actor, id: string): Promise<Attempt> {
    const found = await this.access.scope(this.db.query(Attempt, 'attempt'), actor, 'read').andWhere('attempt.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  private async quizOf(lessonId: string): Promise<Quiz> {
    return (await this.db.query(Quiz, 'quiz').where({ lessonId }).getOne()) ?? Promise.reject(notFound());
  }

  /** The language the trainee studies in, and the one the course leads in. */
  private async languages({ enrolmentId }: Attempt): Promise<{ language: string | null; leading: string | null }> {
    const [found] = await this.db.sql<{ language: string | null; leading: string | null }>(
      'SELECT e.language, c.languages[1] AS leading FROM app.enrolments e JOIN app.courses c ON c.id = e.course_id WHERE e.id = $1', [enrolmentId]);
    return found ?? { language: null, leading: null };
  }

  /** What an assessor said of it, once the result is given. */
  private async marks(id: string, { sections }: Quiz, tellsScore: boolean): Promise<MarkView[]> {
    const rows = await this.db.sql<{ n: number; section: number; shown: PutQuestion; criteria: CriterionPoints[]; comment: string | null }>(
      `SELECT DISTINCT ON (g.n) g.n, t.section, t.shown, g.criteria, g.comment FROM app.grades g JOIN app.attempt_items t USING (attempt_id, n)
        WHERE g.attempt_id = $1 AND g.kind = 'assessor' ORDER BY g.n, g.given_at DESC`, [id]);
    return rows.map(({ n, section, shown, criteria, comment }) => ({
      n, section: sections[section]?.title ?? '', stem: shown.stem, comment,
      criteria: judgedOf(shown).map(({ id: which, text, points: max }) => ({ text, max, points: tellsScore ? (criteria.find((one) => one.id === which)?.points ?? 0) : null })),
    }));
  }

  private items(id: string): Promise<PutItem[]> {
    return this.db.sql<PutItem>(
      `SELECT t.n, t.section, t.shown, a.value, coalesce(a.seq, 0) AS seq FROM app.attempt_items t
         LEFT JOIN LATERAL (SELECT value, seq FROM app.answers a WHERE a.attempt_id = t.attempt_id AND a.n = t.n ORDER BY seq DESC LIMIT 1) a ON true
        WHERE t.attempt_id = $1 ORDER BY t.n`, [id]);
  }
}

const timesOf = ({ startedAt, closedAt }: Attempt) => ({ startedAt: startedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null });

/** What the moment leaves of what one may. */
export const verbsNow = (attempt: Attempt, allowed: readonly string[]): string[] =>
  allowed.filter((verb) => verb === 'read' || (verb === 'annul' ? attempt.isAnnullable : verb === 'grade' ? attempt.isMarkable : attempt.state === 'in_progress'));
