import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import type { Assurance } from './lesson-progress.entity.js';

/** How far somebody is: what of a course is done, and when all that must be is. */
@Injectable()
export class Progress {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /**
   * A lesson is done. Recounts the enrolment, and completes it with the last mandatory lesson. A better score replaces a lesser one, a lesser one
   * nothing. Within the running unit.
   * @param result `score` 0 to 1, where the lesson gives one
   */
  async done(actor: Actor, enrolmentId: string, lessonId: string, { score = null, assurance }: { score?: number | null; assurance: Assurance }): Promise<void> {
    await this.db.sql('SELECT FROM app.enrolments WHERE id = $1 FOR UPDATE', [enrolmentId]);
    await this.db.sql(
      `INSERT INTO app.lesson_progress AS p (enrolment_id, lesson_id, done_at, score, assurance) VALUES ($1, $2, now(), $3, $4)
       ON CONFLICT (enrolment_id, lesson_id) DO UPDATE SET done_at = coalesce(p.done_at, now()), saved_at = now(),
         assurance = CASE WHEN excluded.score >= p.score OR p.score IS NULL THEN excluded.assurance ELSE p.assurance END, score = GREATEST(p.score, excluded.score)`,
      [enrolmentId, lessonId, score, assurance]);
    const [completed] = await this.db.sql<{ course: string }>(
      `WITH counted AS (
         SELECT e.id, coalesce(sum(l.weight) FILTER (WHERE p.done_at IS NOT NULL) / NULLIF(sum(l.weight), 0), 0) AS progress, bool_and(p.done_at IS NOT NULL OR NOT l.mandatory) AS complete,
                sum(p.score * l.weight) FILTER (WHERE l.kind = 'quiz') / NULLIF(sum(l.weight) FILTER (WHERE l.kind = 'quiz' AND p.score IS NOT NULL), 0) AS result
           FROM app.enrolments e JOIN app.lessons l ON l.course_version_id = e.course_version_id LEFT JOIN app.lesson_progress p ON p.enrolment_id = e.id AND p.lesson_id = l.id
          WHERE e.id = $1 GROUP BY e.id)
       UPDATE app.enrolments e SET progress = c.progress, last_active_at = now(), row_version = row_version + 1,
              state = CASE WHEN c.complete AND e.state = 'active' THEN 'completed' ELSE e.state END,
              completed_at = CASE WHEN c.complete AND e.state = 'active' THEN now() ELSE e.completed_at END,
              result = CASE WHEN c.complete AND e.state = 'active' THEN c.result ELSE e.result END
         FROM counted c WHERE c.id = e.id RETURNING CASE WHEN e.completed_at = now() THEN e.course_id END AS course`, [enrolmentId]);
    if (completed?.course) await this.events.record(actor, 'enrolment.completed', { type: 'enrolment', id: enrolmentId }, { course: completed.course });
  }
}
