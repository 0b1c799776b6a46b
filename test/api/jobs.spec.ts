import { setTimeout as sleep } from 'node:timers/promises';
import { Jobs, Worker } from '../../src/kernel/jobs/index.js';
import type { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

describe('RR-11: jobs that a worker held', () => {
  let portal: Portal;
  let officer: Official;
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
  });
  afterAll(() => portal.stop());

  const held = (by: string) => portal.owner.query(`UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now(), run_at = now()`, [by]);
  const holders = async () => (await portal.owner.query<{ locked_by: string | null }>('SELECT locked_by FROM graphile_worker._private_jobs')).rows.map((row) => row.locked_by);

  it('when it died are taken up by another within seconds', async () => {
    await portal.owner.query(`SELECT graphile_worker.add_job('sweep-uploads', '{}'::json, run_at => now() + interval '1 hour')`);
    await held('worker-that-died');
    await portal.settled();
    expect(await holders()).toEqual([]);
  });

  it('and still holds while it lives are left to it', async () => {
    await portal.owner.query(`SELECT graphile_worker.add_job('sweep-uploads', '{}'::json, run_at => now() + interval '1 hour')`);
    // A connection that holds the lock by which a worker is known to live.
    await portal.owner.query(`SELECT pg_advisory_lock_shared(4712, hashtext('worker-that-lives'))`);
    await held('worker-that-lives');
    await sleep(12_000);
    expect(await holders()).toEqual(['worker-that-lives']);
    await portal.owner.query(`SELECT pg_advisory_unlock_shared(4712, hashtext('worker-that-lives'))`);
    await portal.settled();
    expect(await holders()).toEqual([]);
  });

  it('are known to be held by the process that lives', async () => {
    const locks = `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory' AND l.classid = 4712`;
    await until('its lock is held', async () => (await portal.owner.query(locks)).rowCount === 1);
    expect((await officer.draft()).state).toBe('draft');
    expect(await new Operator(portal).faults()).toEqual([]);
  });

  it('and takes long over are done once', async () => {
    const node = await Portal.start();
    let begun = 0;
    node.app.get(Jobs).handle('slow-job', async () => {
      begun += 1;
      await sleep(13_000);
    });
    await node.app.get(Worker).start();
    await node.owner.query(`SELECT graphile_worker.add_job('slow-job', '{}'::json)`);
    await node.settled();
    expect(begun).toBe(1);
    await node.stop();
  });
});
