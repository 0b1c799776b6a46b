import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles } from '../../kernel/jobs/index.js';
import { forbidden, stepUpNeeded, type Problem } from '../../kernel/problems.js';

/** One file about to leave. */
export interface Leaving {
  documentId: string;
  number: number;
  originator: string;
}

/** How many files it would be within the hour, and how many are too many for this person. */
interface Pace { taken: number; most: number }
/** What nothing was said of may not leave. */
const nothing: Pace = { taken: 1, most: 0 };

const inColumns = (files: readonly Leaving[]) => ({ ids: files.map(({ documentId }) => documentId), numbers: files.map(({ number }) => number), originators: files.map(({ originator }) => originator) });

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
    const { ids, numbers, originators } = inColumns(files);
    const [{ taken, most } = nothing] = await this.db.sql<Pace>('SELECT taken, most FROM app.take_files($1, $2, $3, $4, $5)', [actor.userId, ids, numbers, originators, actor.proven], 'take_files');
    if (taken <= most) return true;
    await this.pull(actor, taken, most);
    return actor.proven;
  }

  /** Whether they would have to prove who they are before these files may leave. Counts and tells nothing. */
  async holds(actor: Actor, files: readonly Leaving[]): Promise<boolean> {
    if (!actor.userId || actor.proven) return false;
    const { ids, numbers } = inColumns(files);
    const [{ taken, most } = nothing] = await this.db.sql<Pace>('SELECT taken, most FROM app.pace_of_takings($1, $2, $3)', [actor.userId, ids, numbers], 'pace_of_takings');
    return taken > most;
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

  /** Told once an hour. */
  private async pull(actor: Actor, taken: number, limit: number): Promise<void> {
    const [told] = await this.db.sql(`SELECT FROM app.brakes WHERE user_id = $1 AND at > now() - interval '1 hour'`, [actor.userId]);
    if (told) return;
    await this.db.sql('INSERT INTO app.brakes (user_id, files) VALUES ($1, $2)', [actor.userId, taken]);
    await this.events.record(actor, 'downloads.braked', { type: 'user', id: actor.userId, originator: actor.party }, { files: taken, limit });
  }
}
