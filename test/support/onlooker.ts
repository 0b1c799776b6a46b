import type pg from 'pg';
import type { Official } from './official.js';
import { until } from './until.js';

/** Nobody waits longer than this for an answer of any kind. */
const patience = 6_000;

/** What people and probes see of a node while its database is there, away, and back. */
export class Onlooker {
  constructor(
    private readonly url: string,
    private readonly officer: Official,
  ) {}

  /** All is well. */
  async served(): Promise<void> {
    expect(await this.state()).toEqual({ live: 200, ready: 200, list: 200 });
    expect((await this.draft()).status).toBe(201);
  }

  /** RR-5: it lives, says that it is not ready, and refuses work with the time to come back, however many ask at once. */
  async refused(): Promise<void> {
    expect(await this.state()).toEqual({ live: 200, ready: 503, list: 503 });
    // Many at once wait no longer than one.
    const answers = await Promise.all(Array.from({ length: 12 }, () => this.draft()));
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.text()).toContain('The database does not answer. Nothing was changed');
    }
  }

  /** It becomes ready by itself, all is well, and no transaction was left open. */
  async recovered(owner: pg.Client): Promise<void> {
    await until('it is ready', async () => (await this.ask('/readyz')).status === 200);
    await this.served();
    const { rows: [there] } = await owner.query<{ count: number }>(`SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'focalpoint' AND state LIKE 'idle in transaction%'`);
    expect(there?.count).toBe(0);
  }

  private ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { ...init, headers: { ...this.officer.headers, ...init.headers }, signal: AbortSignal.timeout(patience) });
  }

  private draft(): Promise<Response> {
    return this.ask('/api/v1/documents', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ title: 'Meanwhile', kind: 'analysis', language: 'en', abstract: '' }) });
  }

  private async state(): Promise<{ live: number; ready: number; list: number }> {
    return { live: (await this.ask('/livez')).status, ready: (await this.ask('/readyz')).status, list: (await this.ask('/api/v1/documents')).status };
  }
}
