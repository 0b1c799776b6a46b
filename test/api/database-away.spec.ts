import { setTimeout as sleep } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.js';
import { systemActor } from '../../src/kernel/access/index.js';
import { loadSettings } from '../../src/kernel/config/index.js';
import { Database } from '../../src/kernel/database/index.js';
import { Worker } from '../../src/kernel/jobs/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { Line } from '../support/line.js';
import { Onlooker } from '../support/onlooker.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';

const poolSize = 4;

describe('RR-5: while its database is away, the portal', () => {
  let portal: Portal;
  let line: Line;
  let node: NestExpressApplication;
  let seen: Onlooker;

  beforeAll(async () => {
    portal = await Portal.start();
    const officer = await portal.official('AUS', 'document_officer');
    line = await Line.to(portal.settings.databaseUrl);
    const { settings } = loadSettings({
      ...new Operator(portal).env, PORT: String(await freePort()), FOCALPOINT_POOL_SIZE: String(poolSize),
      DATABASE_URL: line.through(portal.settings.databaseUrl), FOCALPOINT_WORKER_DATABASE_URL: line.through(portal.settings.workerDatabaseUrl),
    });
    node = await createApp(settings);
    await node.listen(settings.port, '127.0.0.1');
    await node.get(Worker).start();
    seen = new Onlooker(`http://127.0.0.1:${settings.port}`, officer);
  });
  afterAll(async () => {
    await line.mend();
    await node.close();
    await line.cut();
    await portal.stop();
  });

  /** All is as before, by itself; no connection is left that nobody uses. */
  async function recovered(): Promise<void> {
    await seen.recovered(portal.owner);
    expect(line.open).toBeLessThanOrEqual(2 * (poolSize + 4 + 1 + 1)); // the pool, the worker's, its presence, its listener
  }

  it('answers while it has one', async () => {
    await seen.served();
  });

  it('says so when it is down, and is back by itself when it is back', async () => {
    await line.cut();
    await seen.refused();
    await line.mend();
    await recovered();
  });

  it('says so when it is hung, and is back by itself when it goes on', async () => {
    line.hang();
    await seen.refused();
    await line.mend();
    await recovered();
  });

  it('says so when every connection is taken, and waits no longer for one', async () => {
    const db = node.get(Database);
    let free = () => {};
    const held = new Promise<void>((resolve) => { free = resolve; });
    const busy = Array.from({ length: poolSize }, () => db.read(systemActor('operator'), () => held));
    await sleep(200);
    await seen.refused();
    free();
    await Promise.all(busy);
    await recovered();
  });
});
