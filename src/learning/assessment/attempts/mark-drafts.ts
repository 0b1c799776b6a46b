import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { conflict, notFound } from '../../../kernel/problems.js';
import type { MarkDraftInput, MarkDraftView, TypedMarks } from './assessing.dto.js';
import { Attempt } from './attempt.entity.js';

interface Draft {
  number: number;
  savedAt: Date;
  questions: TypedMarks[];
}

/**
 * Marks an assessor has typed and not given yet. They are that person's alone: another assessor of the attempt has a draft of their own, and the
 * examiner does away with it when marks are given or none can be given any more.
 */
@Injectable()
export class MarkDrafts {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** The actor's own. In the running unit of work. */
  async of(actor: Actor, attemptId: string): Promise<MarkDraftView | null> {
    const [draft] = await this.db.sql<Draft>('SELECT number, saved_at AS "savedAt", questions FROM app.mark_drafts WHERE attempt_id = $1 AND user_id = $2', [attemptId, actor.userId]);
    return draft ? viewOf(draft) : null;
  }

  /** @throws Problem 404, 403, 409 when there is nothing to mark, or the draft was written on elsewhere meanwhile */
  keep(actor: Actor, id: string, { questions, after }: MarkDraftInput): Promise<MarkDraftView> {
    return this.db.write(actor, async () => {
      (await this.markable(actor, id)).mustBeMarkable();
      const given = [id, actor.userId, JSON.stringify(questions)];
      const [draft] = after === 0
        ? await this.db.sql<Draft>('INSERT INTO app.mark_drafts (attempt_id, user_id, questions) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING number, saved_at AS "savedAt", questions', given)
        : await this.db.sql<Draft>(
            'UPDATE app.mark_drafts SET questions = $3, number = number + 1, saved_at = now() WHERE attempt_id = $1 AND user_id = $2 AND number = $4 RETURNING number, saved_at AS "savedAt", questions', [...given, after]);
      if (!draft) throw conflict('You went on with these marks elsewhere, in another window or on another device. Nothing was kept of these.', 'draft-elsewhere');
      return viewOf(draft);
    });
  }

  /** @throws Problem 404, 403 */
  discard(actor: Actor, id: string): Promise<void> {
    return this.db.write(actor, async () => {
      await this.markable(actor, id);
      await this.db.sql('DELETE FROM app.mark_drafts WHERE attempt_id = $1 AND user_id = $2', [id, actor.userId]);
    });
  }

  private async markable(actor: Actor, id: string): Promise<Attempt> {
    const attempt = await this.access.scope(this.db.query(Attempt, 'attempt'), actor, 'read').andWhere('attempt.id = :id', { id }).getOne();
    if (!attempt) throw notFound();
    this.access.require(actor, 'grade', attempt);
    return attempt;
  }
}

const viewOf = ({ number, savedAt, questions }: Draft): MarkDraftView => ({ number, savedAt: savedAt.toISOString(), questions });
