import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';

export type Payload = Readonly<Record<string, unknown>>;
export type Handler = (payload: Payload) => Promise<void>;

/** Work for later, which commits or vanishes with its cause: a thin face on graphile-worker's queue in the same database. */
@Injectable()
export class Jobs {
  private readonly handlers = new Map<string, Handler>();
  /** Names of the tasks that run by the clock. */
  readonly clocked: { task: string; every: 'night' | 'minute' }[] = [];

  constructor(private readonly db: Database) {}

  /**
   * Enqueues within the running unit of work. Payloads hold ids, never content (4 KiB at the most).
   * @param options `at`: not before; `key`: a job of the same key replaces the one that waits; `within`: not before so many seconds from now, and
   *   what replaces a job that waits goes when that one would have gone
   */
  async enqueue(task: string, payload: Payload, options: { at?: Date; key?: string; within?: number } = {}): Promise<void> {
    if (options.within !== undefined) {
      await this.db.sql('SELECT app.enqueue_with($1, $2, now() + make_interval(secs => $3), $4)', [task, payload, options.within, options.key], 'enqueue_with');
      return;
    }
    await this.db.sql('SELECT app.enqueue($1, $2, $3, $4)', [task, payload, options.at ?? null, options.key ?? null], 'enqueue');
  }

  /** @param every when it also runs, enqueued by nobody */
  handle(task: string, handler: Handler, every: 'night' | 'minute' | null = null): void {
    if (this.handlers.has(task)) throw new Error(`two handlers for the job ${task}`);
    this.handlers.set(task, handler);
    if (every) this.clocked.push({ task, every });
  }

  /** Every known task with its handler, for the worker. */
  get tasks(): ReadonlyMap<string, Handler> {
    return this.handlers;
  }
}
