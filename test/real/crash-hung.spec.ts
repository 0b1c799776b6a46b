import { MortalPostgres } from '../support/mortal-postgres.js';
import type { Official } from '../support/official.js';
import { Onlooker } from '../support/onlooker.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const poolSize = 4;
const minutes = 5 * 60_000;

describe('RR-5: a PostgreSQL whose every process hangs', () => {
  let database: MortalPostgres;
  let portal: Portal;
  let officer: Official;
  let seen: Onlooker;

  beforeAll(async () => {
    database = await MortalPostgres.start();
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_POOL_SIZE: String(poolSize) } });
    officer = await portal.official('AUS', 'document_officer');
    seen = new Onlooker(portal.url, officer);
    await seen.served();
  }, minutes);
  afterAll(async () => {
    database.resume();
    await portal.stop();
    await database.stop();
  });

  /** Whatever was connected while it hung is gone, and the pool is no larger than it may be. */
  async function nothingLeaks(): Promise<void> {
    await until('the pool is no larger than it may be', async () => {
      const { rows } = await portal.owner.query<{ count: number }>(`SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'focalpoint'`);
      const connections = rows[0]?.count ?? 0;
      return connections > 0 && connections <= poolSize;
    });
  }

  it('leaves the process alive and refusing in bounded time, and when it goes on everything does, jobs as well, without a restart', async () => {
    database.pause();
    await seen.refused();
    await seen.refused(); // what gave up a connection has none to take instead
    database.resume();
    await seen.recovered(portal.owner);
    await nothingLeaks();
    const { id } = await officer.draft();
    expect((await officer.upload(id, 'words')).status).toBe(201);
    await portal.settled();
    expect((await officer.open(id)).versions[0]?.scan).toBe('not_scanned');
  }, minutes);

  it('while work is under way answers that work too, and keeps nothing of it', async () => {
    const { rows: [before] } = await portal.owner.query<{ count: number }>('SELECT count(*)::int FROM app.documents');
    await portal.owner.query('BEGIN');
    await portal.owner.query('LOCK TABLE app.documents IN ACCESS EXCLUSIVE MODE'); // so that whoever asks is in the middle of a transaction
    const asked = Array.from({ length: 3 }, () => officer.call('post', '/documents').send({ title: 'Meanwhile', kind: 'analysis', language: 'en', abstract: '' }).then(({ status }) => status));
    const waiting = () => portal.owner.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'focalpoint' AND wait_event_type = 'Lock'`).then(({ rowCount }) => rowCount ?? 0);
    while ((await waiting()) < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    database.pause();
    expect(await Promise.all(asked)).toEqual([503, 503, 503]);
    await seen.refused();
    database.resume();
    await portal.owner.query('COMMIT');
    await seen.recovered(portal.owner);
    await nothingLeaks();
    const { rows: [after] } = await portal.owner.query<{ count: number }>('SELECT count(*)::int FROM app.documents');
    expect((after?.count ?? 0) - (before?.count ?? 0)).toBe(1); // the one that was entered to see that all is well
  }, minutes);
});
