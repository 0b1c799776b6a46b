import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../deploy/launcher/port.js';
import { under } from '../../deploy/launcher/paths.js';
import { marking, type Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';
import { secretsOfTests } from '../support/test-secrets.js';
import { until } from '../support/until.js';

describe('for whoever runs it, the portal', () => {
  let portal: Portal;
  let officer: Official;
  let metrics: number;
  let env: Record<string, string>;

  beforeAll(async () => {
    metrics = await freePort();
    portal = await Portal.start({ env: { FOCALPOINT_METRICS_PORT: String(metrics) } });
    officer = await portal.official('AUS', 'document_officer');
    const { databaseUrl, workerDatabaseUrl, storagePath, keyringPath, mailFolder } = portal.settings;
    env = { PATH: process.env.PATH ?? '', ...secretsOfTests, FOCALPOINT_MODE: 'development', DATABASE_URL: databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: workerDatabaseUrl, FOCALPOINT_STORAGE_PATH: storagePath, FOCALPOINT_KEYRING_PATH: keyringPath, FOCALPOINT_MAIL_FOLDER: mailFolder };
  });
  afterAll(() => portal.stop());

  const cli = (...args: string[]) => spawnSync(process.execPath, [under('dist/src/cli.js'), ...args], { env, encoding: 'utf8', input: 'seven boats at the northern cape\n', timeout: 30_000 });

  it('says that it lives and is ready, and that it is not when it cannot keep files', async () => {
    expect(await (await fetch(`${portal.url}/livez`)).json()).toEqual({ status: 'live' });
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
  });

  it('gives figures on the operator\'s port alone, naming no record and nobody', async () => {
    const { id } = await officer.released(marking('green'), { title: 'Unmistakable' });
    await officer.get(`/documents/${id}`);
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    for (const name of ['focalpoint_http_seconds_bucket', 'focalpoint_pool_waiting', 'focalpoint_job_lag_seconds', 'focalpoint_jobs_dead', 'process_resident_memory_bytes']) expect(text).toContain(name);
    expect(text).not.toMatch(/Unmistakable|[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect((await fetch(`${portal.url}/metrics`)).headers.get('content-type')).not.toContain('text/plain');
  });

  it('logs JSON with the request\'s id and without what was asked, sent or kept secret; and ends when told to', async () => {
    const port = await freePort();
    const child: ChildProcess = spawn(process.execPath, [under('dist/src/main.js')], { env: { ...env, PORT: String(port), FOCALPOINT_LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout?.on('data', (chunk) => { said += String(chunk); });
    await until('it is ready', () => said.includes('ready at'));
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/documents?q=unmistakable`, { headers: { Cookie: `sid=${officer.token}` } });
    expect(answer.status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/documents`, { headers: { Authorization: 'Bearer unmistakable-token' } })).status).toBe(401);
    await fetch(`http://127.0.0.1:${port}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: 'a@b.example', password: 'unmistakable password' }) });
    await until('all is logged', () => said.includes('"/api/v1/session"'));
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))).toBe('SIGTERM');
    const lines = said.trim().split('\n').filter((line) => !line.startsWith('Focalpoint is ready')).map((line) => JSON.parse(line) as { req?: { id: string; path: string }; time: string });
    expect(lines.find(({ req }) => req?.path === '/api/v1/documents')?.req?.id).toBe(answer.headers.get('x-request-id'));
    expect(said).not.toMatch(/unmistakable/i);
    expect(said).not.toContain(officer.token);
  });

  it('makes an account at the command line, refuses a weak password, and says what stands where', () => {
    const made = cli('create-admin', '--email', 'ada@secretariat.example', '--name', 'Ada', '--roles', 'administrator,secretariat_officer', '--password');
    expect({ status: made.status, out: made.stdout }).toEqual({ status: 0, out: expect.stringMatching(/^Created ada@secretariat\.example .* for SECRETARIAT as administrator,secretariat_officer\.\n$/) });
    expect(cli('create-admin', '--email', 'ada@secretariat.example', '--name', 'Ada', '--password')).toMatchObject({ status: 1, stderr: expect.stringContaining('There is an account with this e-mail address already.') });
    expect(cli('create-admin', '--email', 'bob@secretariat.example', '--name', 'Bob', '--roles', 'admin')).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no role admin.') });
    expect(cli('routes').stdout).toMatch(/^PUT +\/documents\/:id\/release +may release Document$/m);
    const told = cli('doctor');
    expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining('Everything that was looked at is well.\n') });
    expect(told.stdout).toMatch(/^· focal points: \d+ members have none: .*AUS/m);
    expect(cli('seed-demo')).toMatchObject({ status: 1, stderr: expect.stringContaining('in mode demo only') });
    expect(cli('nonsense')).toMatchObject({ status: 64, stderr: expect.stringContaining('There is no command "nonsense".') });
  });

  it('takes no port of the server beside it, and says in a sentence what was wrong with a command', () => {
    env = { ...env, FOCALPOINT_METRICS_PORT: String(metrics) };
    expect(cli('keys', 'list')).toMatchObject({ status: 0, stderr: '' });
    expect(cli('create-admin', '--emial', 'ada@forum.example')).toMatchObject({ status: 64, stderr: expect.stringMatching(/^Unknown option '--emial'.*\n$/) });
    expect(cli('create-admin', '--email', 'eve@forum.example', '--name', 'Eve', '--party', 'NOWHERE')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^There is no party NOWHERE\..*\n$/) });
    const url = env.DATABASE_URL ?? '';
    env = { ...env, DATABASE_URL: url.replace(/:\d+\//, ':9/') };
    expect(cli('keys', 'list')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^database: connect ECONNREFUSED .*\n$/) });
    env = { ...env, DATABASE_URL: url };
  });

  it('makes a backup with what docs/running.md gives it, and says where it could not', () => {
    const { PATH = '' } = env;
    const told = (to: string) => spawnSync(process.execPath, [under('dist/src/cli.js'), 'backup', '--to', to], {
      env: { PATH, NODE_ENV: 'production', FOCALPOINT_DATABASE_MIGRATE_URL: new Operator(portal).url, FOCALPOINT_BACKUP_KEY: 'a key of backups for the tests, long enough', FOCALPOINT_STORAGE_PATH: portal.settings.storagePath }, encoding: 'utf8', timeout: 30_000,
    });
    const folder = mkdtempSync(join(tmpdir(), 'focalpoint-backup-'));
    expect(told(folder)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Made .*\.backup: /), stderr: '' });
    rmSync(folder, { recursive: true });
    expect(told('/dev/null/backups')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^ENOTDIR: .*\/dev\/null\/backups'\.\n$/) });
  });

  it('leaves to its file what was given as one, in a demonstration as well', () => {
    const print = `import { demoEnvironment } from '${under('deploy/launcher/environment.ts')}'; const { FOCALPOINT_BACKUP_KEY: one = 'none', FOCALPOINT_ACTOR_SECRET: other } = demoEnvironment('postgres://x@127.0.0.1/x'); console.log(one, other.length)`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', print], { env: { PATH: env.PATH ?? '', FOCALPOINT_TEST_STATE: mkdtempSync(join(tmpdir(), 'focalpoint-state-')), FOCALPOINT_BACKUP_KEY_FILE: '/run/secrets/backup' }, encoding: 'utf8' });
    expect(stdout).toBe('none 43\n');
  });

  it('gives the status of a command on through npm run portal', () => {
    const { status } = spawnSync(process.execPath, [under('deploy/launcher/portal.ts'), 'nonsense'], { env: { ...env, NODE_ENV: 'production' }, encoding: 'utf8', timeout: 60_000 });
    expect(status).toBe(64);
  });

  it('refuses the demonstration where real users are', () => {
    env = { ...env, FOCALPOINT_MODE: 'demo' };
    expect(cli('seed-demo')).toMatchObject({ status: 1, stderr: expect.stringContaining('Real users exist') });
  });

  it('tells its operator when the store is gone', () => {
    rmSync(portal.settings.storagePath, { recursive: true, force: true });
    const told = cli('doctor');
    expect(told).toMatchObject({ status: 1, stdout: expect.stringContaining('cannot be written to') });
  });
});
