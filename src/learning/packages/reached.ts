import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Progress } from '../enrolment/progress.js';

/** How far somebody is in a package. */
interface Far {
  done: number;
  of: number;
  isComplete: boolean;
  score: number | null;
}

/** What a package reports becomes the progress of its lesson: a claim of the browser's, and marked as one. It never falls back. */
@Injectable()
export class Reached {
  constructor(
    private readonly db: Database,
    private readonly progress: Progress,
  ) {}

  /** Within the unit of work that applied the commit: each unit is a step, and with the last one the lesson is done. */
  async note(actor: Actor, enrolmentId: string, lessonId: string, { done, of, isComplete, score }: Far): Promise<void> {
    await this.db.sql(
      `INSERT INTO app.lesson_progress AS p (enrolment_id, lesson_id, step, steps) VALUES ($1, $2, greatest(1, $3::integer), $4)
       ON CONFLICT (enrolment_id, lesson_id) DO UPDATE SET step = least(greatest(p.step, excluded.step), excluded.steps), steps = excluded.steps, saved_at = now()`,
      [enrolmentId, lessonId, done, of]);
    if (isComplete) await this.progress.done(actor, enrolmentId, lessonId, { score, assurance: 'client_reported' });
  }
}
