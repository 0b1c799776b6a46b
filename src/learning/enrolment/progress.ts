import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import { Enrolment } from './enrolment.entity.js';
import type { Assurance } from './lesson-progress.entity.js';

export interface Done {
  /** 0 to 1, where it was marked. Only the best one is kept. */
  score?: number | null;
  assurance: Assurance;
  /** When it was, if not now: places reached after it are not taken for older. */
  at?: Date;
}

/** How far somebody is: the place in each lesson, what is done, and from both the progress of the enrolment and its end. */
@Injectable()
export class Progress {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /** Notes where somebody is in a lesson. What was done stays done. In the running unit of work; whether the actor may study was asked before. */
  async at(enrolment: Enrolment, lessonId: string, step: number, steps: number): Promise<void> {
    await this.db.sql(
      `INSERT INTO app.lesson_progress AS p (enrolment_id, lesson_id, step, steps) VALUES ($1, $2, $3, $4)
       ON CONFLICT (enrolment_id, lesson_id) DO UPDATE SET step = excluded.step, steps = excluded.steps, saved_at = now()`, [enrolment.id, lessonId, step, steps],
    );
    await this.db.sql('UPDATE app.enrolments SET last_active_at = now() WHERE id = $1', [enrolment.id]);
  }

  /** The same for a place reached earlier, without a line: it moves nothing that was saved after it. */
  async atThen(enrolment: Enrolment, lessonId: string, step: number, steps: number, then: Date): Promise<void> {
    await this.db.sql(
      `INSERT INTO app.lesson_progress AS p (enrolment_id, lesson_id, step, steps, saved_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (enrolment_id, lesson_id) DO UPDATE SET step = excluded.step, steps = excluded.steps, saved_at = excluded.saved_at WHERE p.saved_at <= excluded.saved_at`, [enrolment.id, lessonId, step, steps, then],
    );
    await this.db.sql('UPDATE app.enrolments SET last_active_at = greatest(last_active_at, $2) WHERE id = $1', [enrolment.id, then]);
  }

  /**
   * A lesson is done: counts the progress anew, and completes the enrolment with the last mandatory lesson. Whoever marks says so once the mark was
   * reached; said twice, it is done once, and a better score replaces a lesser one. In the running unit of work of whoever may say it: the trainee,
   * an instructor, or the task that marks. @throws Problem 404 when lesson and enrolment do not belong together
   */
  async done(actor: Actor, enrolmentId: string, lessonId: string, { score = null, assurance, at }: Done): Promise<void> {
    const enrolment = await this.locked(enrolmentId);
    const [lesson] = await this.db.sql('SELECT FROM app.lessons WHERE id = $1 AND course_version_id = $2', [lessonId, enrolment?.courseVersionId]);
    if (!enrolment || !lesson) throw notFound();
    await this.db.sql(
      `INSERT INTO app.lesson_progress AS p (enrolment_id, lesson_id, done_at, score, assurance, saved_at) VALUES ($1, $2, now(), $3, $4, coalesce($5, now()))
       ON CONFLICT (enrolment_id, lesson_id) DO UPDATE SET done_at = coalesce(p.done_at, now()), saved_at = greatest(p.saved_at, excluded.saved_at),
         assurance = CASE WHEN p.score IS NULL OR excluded.score >= p.score THEN excluded.assurance ELSE p.assurance END, score = greatest(p.score, excluded.score)`,
      [enrolmentId, lessonId, score, assurance, at ?? null],
    );
    await this.recount(actor, enrolment);
  }

  /**
   * The last try at a lesson that must be passed is used up: the enrolment ends, and keeps the best score as its result. Nothing happens where the
   * lesson is not mandatory, or the enrolment is not under way any more. In the unit of work that marks.
   */
  async failed(actor: Actor, enrolmentId: string, lessonId: string, score: number | null): Promise<void> {
    const enrolment = await this.locked(enrolmentId);
    const [lesson] = await this.db.sql<{ mandatory: boolean }>('SELECT mandatory FROM app.lessons WHERE id = $1 AND course_version_id = $2', [lessonId, enrolment?.courseVersionId]);
    if (!enrolment || !lesson?.mandatory || enrolment.state !== 'active') return;
    await this.db.sql(
      `INSERT INTO app.lesson_progress AS p (enrolment_id, lesson_id, score) VALUES ($1, $2, $3)
       ON CONFLICT (enrolment_id, lesson_id) DO UPDATE SET saved_at = now(), score = greatest(p.score, excluded.score)`, [enrolmentId, lessonId, score]);
    enrolment.fail();
    await this.recount(actor, enrolment);
    await this.events.record(actor, 'enrolment.failed', about(enrolment), { course: enrolment.courseId, user: enrolment.userId, state: enrolment.state });
  }

  /**
   * A try was given back: who failed for want of one is on the course again. In the running unit of work.
   * @throws Problem 409 (ENROLLED_AGAIN) when that person has begun the course anew meanwhile
   */
  async reopened(actor: Actor, enrolmentId: string): Promise<void> {
    const enrolment = await this.locked(enrolmentId);
    if (enrolment?.state !== 'failed') return;
    enrolment.reopen();
    await this.db.manager.save(enrolment).catch((cause: unknown) => {
      throw isTakenTwice(cause) ? conflict('This trainee has enrolled again since. The earlier enrolment stays as it ended.', 'enrolled-again', { code: 'ENROLLED_AGAIN' }) : cause;
    });
    await this.events.record(actor, 'enrolment.reopened', about(enrolment), { course: enrolment.courseId, user: enrolment.userId, state: enrolment.state });
  }

  private locked(enrolmentId: string): Promise<Enrolment | null> {
    return this.db.query(Enrolment, 'enrolment').where('enrolment.id = :id', { id: enrolmentId }).setLock('pessimistic_write').getOne();
  }

  private async recount(actor: Actor, enrolment: Enrolment): Promise<void> {
    const [now] = await this.db.sql<{ progress: string | null; result: string | null; over: boolean }>(
      `SELECT coalesce(sum(l.weight) FILTER (WHERE p.done_at IS NOT NULL) / nullif(sum(l.weight), 0), 0) AS progress,
              sum(p.score * l.weight) FILTER (WHERE p.score IS NOT NULL) / nullif(sum(l.weight) FILTER (WHERE p.score IS NOT NULL), 0) AS result,
              bool_and(p.done_at IS NOT NULL) AS over
         FROM app.lessons l LEFT JOIN app.lesson_progress p ON p.lesson_id = l.id AND p.enrolment_id = $1
        WHERE l.course_version_id = $2 AND l.mandatory`, [enrolment.id, enrolment.courseVersionId],
    );
    Object.assign(enrolment, { progress: Number(now?.progress ?? 0), result: now?.result === null || now === undefined ? null : Number(now.result), lastActiveAt: new Date() });
    const completes = enrolment.state === 'active' && now?.over === true;
    if (completes) enrolment.complete(new Date());
    await this.db.manager.save(enrolment);
    if (completes) await this.events.record(actor, 'enrolment.completed', about(enrolment), { course: enrolment.courseId, user: enrolment.userId });
  }
}

const about = ({ id, party }: Enrolment) => ({ type: 'enrolment', id, originator: party });

/** One person holds one place in a course (`one_open_enrolment`). */
const isTakenTwice = (cause: unknown) => (cause as { driverError?: { constraint?: string } } | null)?.driverError?.constraint === 'one_open_enrolment';
