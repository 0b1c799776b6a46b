import { Logger } from '@nestjs/common';
import pg from 'pg';

/** First half of the advisory locks by which workers are known to live; the second is drawn from their id. */
const space = 4712;
const every = 5_000;

/**
 * Gives back the jobs of workers that died. The queue alone holds them for four hours, since it cannot tell a dead worker from a slow one; here
 * each living one holds a lock on a connection of its own, which PostgreSQL lets go when the process is gone. Whoever is found without it twice,
 * five seconds apart, is dead: a worker whose connection broke takes its lock again sooner than that.
 */
export class Presence {
  private readonly log = new Logger('jobs');
  private readonly ids = new Set<string>();
  /** Those whose lock the connection at hand holds. */
  private held = new Set<string>();
  private suspects = new Set<string>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly url: string) {}

  /** Looks every five seconds from here on. */
  start(): void {
    this.timer = setInterval(() => void (this.turn = this.turn.then(() => this.look())), every).unref();
    this.turn = this.look();
  }

  /** From the next look on, which comes before anybody misses it, whoever holds jobs under this id is known to live. */
  add(id: string): void {
    this.ids.add(id);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    await this.client?.end().catch(() => undefined);
  }

  private async look(): Promise<void> {
    try {
      const client = (this.client ??= await this.connect());
      await this.hold(client);
      const { rows } = await client.query<{ id: string }>(`
        SELECT DISTINCT j.locked_by AS id FROM graphile_worker._private_jobs j
         WHERE j.locked_by IS NOT NULL AND NOT EXISTS (
           SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1::integer::oid AND l.objid::bigint = hashtext(j.locked_by)::bigint & 4294967295
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`, [space]);
      const dead = rows.map(({ id }) => id).filter((id) => this.suspects.has(id));
      this.suspects = new Set(rows.map(({ id }) => id));
      if (dead.length === 0) return;
      await client.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
      this.log.warn(`the jobs of ${dead.length} workers that died are taken up again`);
    } catch {
      this.suspects.clear();
      await this.client?.end().catch(() => undefined);
      this.client = undefined; // told by the pool of the worker itself; tried again at the next turn
    }
  }

  private async hold(client: pg.Client): Promise<void> {
    for (const id of this.ids) {
      if (this.held.has(id)) continue;
      await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [space, id]);
      this.held.add(id);
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'focalpoint-presence', connectionTimeoutMillis: 2_000, statement_timeout: 2_000 });
    client.on('error', () => (this.client = undefined));
    await client.connect();
    this.held = new Set();
    return client;
  }
}
