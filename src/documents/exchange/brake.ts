import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles } from '../../kernel/jobs/index.js';
import { forbidden, stepUpNeeded, type Problem } from '../../kernel/problems.js';
import { limitOf } from './brake-limit.js';

/** One file about to leave. */
export interface Leaving {
  documentId: string;
  number: number;
  originator: string;
}

/**
 * Somebody who takes very many files, or many more than is usual for them, is asked who they are, and those concerned are told (SR-76). Files are
 * counted, not requests: a download that resumes is one. Counted in PostgreSQL, so on all nodes together.
 */
@Injectable()
export class Brake {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /**
   * In the unit of work that permits: counts these files, unless they are too many for somebody who has not proved who they are. Then nothing is
   * counted, and the unit must commit, so that it is on record and told; `refusal` is to be thrown after it.
   * @returns whether they may leave
   */
  async lets(actor: Actor, files: readonly Leaving[]): Promise<boolean> {
    if (!actor.userId) return true;
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 76))', [actor.userId]);
    const { taken, limit } = await this.pace(actor, files);
    if (taken > limit) await this.pull(actor, taken, limit);
    if (taken > limit && !actor.proven) return false;
    for (const { documentId, number, originator } of files) {
      await this.db.sql('INSERT INTO app.takings (user_id, document_id, number, originator) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [actor.userId, documentId, number, originator], 'take');
    }
    return true;
  }

  /** Whether they would have to prove who they are before these files may leave. Counts and tells nothing. */
  async holds(actor: Actor, files: readonly Leaving[]): Promise<boolean> {
    if (!actor.userId || actor.proven) return false;
    const { taken, limit } = await this.pace(actor, files);
    return taken > limit;
  }

  /** Why they may not, and the way out. */
  refusal(actor: Actor): Problem {
    if (actor.only) return forbidden('This program has taken very many files within an hour. It can go on when the hour is over, or a person takes them.');
    return stepUpNeeded('You have taken very many files within an hour. Confirm that it is you, and it goes on by itself.');
  }

  @Handles('forget-takings', { daily: true })
  async forget(): Promise<void> {
    await this.db.write(systemActor('upkeep'), async () => {
      await this.db.sql(`DELETE FROM app.takings WHERE at < now() - interval '31 days'`);
      await this.db.sql(`DELETE FROM app.brakes WHERE at < now() - interval '31 days'`);
    }, { repeatable: true });
  }

  /** How many files it would be within the last hour with these, and how many are too many for this person. */
  private async pace({ userId }: Actor, files: readonly Leaving[]): Promise<{ taken: number; limit: number }> {
    const [row] = await this.db.sql<{ taken: number; usual: number | null }>(
      `SELECT (SELECT count(*)::int FROM (SELECT t.document_id, t.number FROM app.takings t WHERE t.user_id = $1 AND t.at > now() - interval '1 hour'
                 UNION SELECT * FROM unnest($2::uuid[], $3::integer[])) lately) AS taken,
              (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY h.files) FROM (
                 SELECT count(*) AS files FROM app.takings t WHERE t.user_id = $1 AND t.at BETWEEN now() - interval '30 days' AND now() - interval '1 hour' GROUP BY t.hour) h) AS usual`,
      [userId, files.map(({ documentId }) => documentId), files.map(({ number }) => number)], 'habit',
    );
    return { taken: row?.taken ?? files.length, limit: limitOf(row?.usual ?? null) };
  }

  /** Told once an hour. */
  private async pull(actor: Actor, taken: number, limit: number): Promise<void> {
    const [told] = await this.db.sql(`SELECT FROM app.brakes WHERE user_id = $1 AND at > now() - interval '1 hour'`, [actor.userId]);
    if (told) return;
    await this.db.sql('INSERT INTO app.brakes (user_id, files) VALUES ($1, $2)', [actor.userId, taken]);
    await this.events.record(actor, 'downloads.braked', { type: 'user', id: actor.userId, originator: actor.party }, { files: taken, limit });
  }
}
