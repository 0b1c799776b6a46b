import { setTimeout as sleep } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.js';
import { systemActor } from '../../src/kernel/access/index.js';
import { loadSettings } from '../../src/kernel/config/index.js';
import { Database } from '../../src/kernel/database/index.js';
import { Worker } from '../../src/kernel/jobs/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { Line } from '../support/line.js';
import type { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';

/** Nobody waits longer than this for an answer of any kind. */
const patience = 6_000;
const poolSize = 4;

describe('RR-5: while its database is away, the portal', () => {
  let portal: Portal;
  let officer: Official;
  let line: Line;
  let node: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    portal = await Portal.start();
    officer = await portal.official('AUS', 'document_officer');
    line = await Line.to(portal.settings.databaseUrl);
    const { settings } = loadSettings({
      ...new Operator(portal).env, PORT: String(await freePort()), FOCALPOINT_POOL_SIZE: String(poolSize),
      DATABASE_URL: line.through(portal.settings.databaseUrl), FOCALPOINT_WORKER_DATABASE_URL: line.through(portal.settings.workerDatabaseUrl),
    });
    node = await createApp(settings);
    await node.listen(settings.port, '127.0.0.1');
    await node.get(Worker).start();
    url = `http://127.0.0.1:${settings.port}`;
  });
  afterAll(async () => {
    await line.mend();
    await node.close();
    await line.cut();
    await portal.stop();
  });

  const ask = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { ...init, headers: { ...officer.headers, ...init.headers }, signal: AbortSignal.timeout(patience) });
  const draft = () => ask('/api/v1/documents', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ title: 'Meanwhile', kind: 'analysis', language: 'en', abstract: '' }) });
  const state = async () => ({ live: (await ask('/livez')).status, ready: (await ask('/readyz')).status, list: (await ask('/api/v1/documents')).status });

  async function refused(): Promise<void> {
    expect(await state()).toEqual({ live: 200, ready: 503, list: 503 });
    // Many at once wait no longer than one.
    const answers = await Promise.all(Array.from({ length: 12 }, () => draft()));
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.text()).toContain('The database does not answer. Nothing was changed');
    }
  }

  /** All is as before, by itself; no connection is left that nobody uses. */
  async function recovered(): Promise<void> {
    for (let turn = 0; turn < 50 && (await ask('/readyz')).status !== 200; turn++) await sleep(100);
    expect(await state()).toEqual({ live: 200, ready: 200, list: 200 });
    expect((await draft()).status).toBe(201);
    const { rows: [there] } = await portal.owner.query<{ count: number }>(`SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'focalpoint' AND state LIKE 'idle in transaction%'`);
    expect(there?.count).toBe(0);
    expect(line.open).toBeLessThanOrEqual(2 * (poolSize + 4 + 1 + 1)); // the pool, the worker's, its presence, its listener
  }

  it('answers while it has one', async () => {
    expect(await state()).toEqual({ live: 200, ready: 200, list: 200 });
    expect((await draft()).status).toBe(201);
  });

  it('says so when it is down, and is back by itself when it is back', async () => {
    await line.cut();
    await refused();
    await line.mend();
    await recovered();
  });

  it('says so when it is hung, and is back by itself when it goes on', async () => {
    line.hang();
    await refused();
    await line.mend();
    await recovered();
  });

  it('says so when every connection is taken, and waits no longer for one', async () => {
    const db = node.get(Database);
    let free = () => {};
    const held = new Promise<void>((resolve) => { free = resolve; });
    const busy = Array.from({ length: poolSize }, () => db.read(systemActor('operator'), () => held));
    await sleep(200);
    await refused();
    free();
    await Promise.all(busy);
    await recovered();
  });
});
