import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { forgetSecrets, loadSettings } from '../../src/kernel/config/index.js';
import { under } from '../../deploy/launcher/paths.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { Server } from '../support/server.js';
import { secretsOfTests } from '../support/test-secrets.js';

const read = (file: string) => { try { return readFileSync(file, 'latin1'); } catch { return ''; } };

/** The process and everything it started, by their ids. */
function family(parent: number): number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    .filter((pid) => Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1]) === parent);
  return [parent, ...children.flatMap(family)];
}

describe('secrets of the process', () => {
  let portal: Portal;
  let server: Server;
  let officer: Official;
  const words = Object.values<string>(secretsOfTests);

  beforeAll(async () => {
    portal = await Portal.start();
    server = await Server.start(portal);
    officer = server.as(await portal.official('AUS', 'document_officer'));
    const { databaseUrl, workerDatabaseUrl } = portal.settings;
    words.push(new URL(databaseUrl).password, new URL(workerDatabaseUrl).password);
  });
  afterAll(async () => { await server.stop(); await portal.stop(); });

  it('SR-77: stand in no argument, no log, and no environment of what it starts', async () => {
    const { id } = await officer.draft();
    await officer.upload(id, 'words', 'report.txt');
    await portal.settled();
    const failing = await fetch(`${server.url}/api/v1/documents/${id}/versions?fileName=a.txt`, { method: 'POST', headers: { ...officer.headers, 'Content-Type': 'application/octet-stream' }, body: randomBytes(2_000) });
    expect(failing.status).toBeGreaterThanOrEqual(400);
    const pids = family(server.process.pid ?? 0);
    // The control: it can be read what the process was started with, which is how a secret would be found.
    expect(read(`/proc/${pids[0]}/environ`)).toContain('FOCALPOINT_MODE');
    for (const word of words) {
      for (const pid of pids) expect(read(`/proc/${pid}/cmdline`)).not.toContain(word);
      for (const pid of pids.slice(1)) expect(read(`/proc/${pid}/environ`)).not.toContain(word);
      expect(server.logs).not.toContain(word);
    }
    expect(server.logs).not.toContain(officer.token);
  });

  it('SR-77: are taken out of its environment once they are read, so that what it starts later has none', () => {
    const env: Record<string, string | undefined> = { ...secretsOfTests, FOCALPOINT_MODE: 'development', DATABASE_URL: portal.settings.databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: portal.settings.workerDatabaseUrl };
    const { faults } = loadSettings(env);
    expect(faults).toEqual([]);
    forgetSecrets(env);
    expect(Object.keys(env)).toEqual(['FOCALPOINT_MODE']);
  });

  it('SR-77: and those of the operator are in no container that serves', () => {
    const { services } = parse(readFileSync(under('deploy/compose.yaml'), 'utf8'), { merge: true }) as { services: Record<string, { volumes: string[]; environment: Record<string, string> }> };
    const given = (name: string) => JSON.stringify([services[name]?.volumes, services[name]?.environment]);
    for (const server of ['portal', 'worker']) expect(given(server)).not.toMatch(/admin|MIGRATE|BACKUP|PASSWORD/);
    expect(given('migrate')).toContain('./admin-secrets:/admin-secrets:ro');
    const made = readFileSync(under('deploy/make-secrets.sh'), 'utf8');
    expect(made).toContain('url admin database-secrets/admin > admin-secrets/database-url');
    expect(made).not.toMatch(/> "?secrets\/(admin|backup|app|worker)"?$/m);
  });

  it('SR-77: go into no report of a crash, since none is written', () => {
    const args = read(`/proc/${server.process.pid}/cmdline`);
    expect(args).not.toMatch(/report-|heapsnapshot|abort-on|inspect/);
    const compose = readFileSync(under('deploy/compose.yaml'), 'utf8');
    expect(compose).toContain('ulimits: { core: 0 }');
    expect(readFileSync(under('deploy/Dockerfile'), 'utf8')).not.toMatch(/report-on|heapsnapshot|abort-on/);
  });
});
