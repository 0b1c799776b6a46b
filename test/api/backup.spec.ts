import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../../src/app.js';
import { loadSettings } from '../../src/kernel/config/index.js';
import { Worker } from '../../src/kernel/jobs/index.js';
import { Sessions } from '../../src/identity/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { BlankDatabase } from '../support/blank-database.js';
import { marking, Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';

const marker = randomBytes(10).toString('hex');
const unicode = `${marker} \u2028 سلمى 🌊 \\ " \u0085`;

describe('RR-15: a backup', () => {
  let portal: Portal;
  let operator: Operator;
  let officer: Official;
  let released: string;
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-backup-'));
  const to = join(folder, 'backups');
  const key = { FOCALPOINT_BACKUP_KEY: 'a key of backups for the tests, long enough' };
  const content = randomBytes(300_000).toString('hex');

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
    const { id } = await officer.draft({ title: unicode });
    await officer.upload(id, content);
    expect((await officer.release(id, marking('amber', ['IDN']))).status).toBe(200);
    released = id;
    await officer.released(marking('green'));
    await portal.settled();
  });
  afterAll(async () => {
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const command = (...args: string[]) => operator.command(args, key);
  const objects = () => readdirSync(join(to, 'objects'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const manifests = () => readdirSync(to).filter((name) => name.endsWith('.backup')).sort();
  interface Body { parts: { name: string; key: string; rows: number }[]; keys: string[]; files: { count: number } }
  const manifest = () => JSON.parse(readFileSync(join(to, manifests().at(-1) ?? ''), 'utf8').split('\n')[0] ?? '') as Body;

  it('is made of one moment, and holds each file once however often it is made', () => {
    expect(command('backup', '--to', to)).toMatchObject({ status: 0, stdout: expect.stringMatching(/2 files of .* MiB, 0 of which were there already/) });
    const first = objects().length;
    expect(command('backup', '--to', to)).toMatchObject({ status: 0, stdout: expect.stringMatching(/2 files of .* MiB, 2 of which were there already/) });
    expect(manifests()).toHaveLength(2);
    expect(objects().length).toBe(first + manifest().parts.length); // the tables and the list of files anew, no file
    expect(manifest().parts.find(({ name }) => name === 'app.documents')?.rows).toBe(2);
    expect(manifest().parts.map(({ name }) => name)).not.toContain('app.actor_secrets');
  });

  it('SR-74, SR-113: shows nothing of a title, a name or a word, nor any key', () => {
    const { rows: titles } = { rows: [marker, 'northern cape', 'official1@aus.example.org'] };
    const keys = readdirSync(portal.settings.keyringPath).map((name) => (JSON.parse(readFileSync(join(portal.settings.keyringPath, name), 'utf8')) as { key: string }).key);
    for (const path of [...objects(), ...manifests().map((name) => join(to, name))]) {
      const octets = readFileSync(path);
      for (const text of titles) expect(octets.includes(text)).toBe(false);
      for (const one of keys) expect([octets.includes(one), octets.includes(Buffer.from(one, 'base64'))]).toEqual([false, false]);
    }
    expect(manifest().keys.length).toBeGreaterThan(0);
  });

  it('is whole, and says so; one octet changed or one object missing is named, wherever it is', () => {
    expect(command('backup', 'verify', to)).toMatchObject({ status: 0, stdout: expect.stringContaining('is whole') });
    const { rows: [part, file] } = { rows: [manifest().parts.find(({ name }) => name === 'app.users')?.key ?? '', objects().map((path) => path.slice(-32)).find((name) => existsSync(join(portal.settings.storagePath, name.slice(0, 2), name.slice(2, 4), name))) ?? ''] };
    const place = (name: string) => join(to, 'objects', name.slice(0, 2), name.slice(2, 4), name);
    for (const [name, said] of [[part, 'The part app.users was changed'], [file, `The file ${file} was changed`]] as const) {
      const whole = readFileSync(place(name ?? ''));
      writeFileSync(place(name ?? ''), whole.map((octet, at) => (at === Math.floor(whole.length / 2) ? octet ^ 1 : octet)));
      expect(command('backup', 'verify', to)).toMatchObject({ status: 1, stdout: expect.stringContaining(said ?? '') });
      writeFileSync(place(name ?? ''), whole);
    }
    renameSync(place(file ?? ''), join(folder, 'aside'));
    expect(command('backup', 'verify', to)).toMatchObject({ status: 1, stdout: expect.stringContaining(`The file ${file} is missing`) });
    renameSync(join(folder, 'aside'), place(file ?? ''));
    const path = join(to, manifests().at(-1) ?? '');
    const signed = readFileSync(path, 'utf8');
    writeFileSync(path, signed.replace('"count":2', '"count":3'));
    expect(command('backup', 'verify', to)).toMatchObject({ status: 1, stderr: expect.stringContaining('its signature does not hold') });
    writeFileSync(path, signed);
    expect(operator.command(['backup', 'verify', to], { FOCALPOINT_BACKUP_KEY: 'another key of backups, as long as that' }).status).toBe(1);
    const without = operator.command(['backup', 'verify', to], { ...key, FOCALPOINT_KEYRING_PATH: join(folder, 'no-keyring') });
    expect(without).toMatchObject({ status: 1, stdout: expect.stringMatching(/The keyring at hand has no key AUS\.1\.[0-9a-f]{8}/) });
    expect(command('backup', 'verify', to).status).toBe(0);
  });

  it('is not made while a record refers to a file that is gone', async () => {
    const { rows: [row] } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.document_versions WHERE document_id = $1', [released]);
    const name = row?.storage_key ?? '';
    const path = join(portal.settings.storagePath, name.slice(0, 2), name.slice(2, 4), name);
    renameSync(path, `${path}.aside`);
    expect(operator.command(['backup', '--to', join(folder, 'other')], key)).toMatchObject({ status: 1, stderr: expect.stringContaining(`The file ${name} is not in the store`) });
    expect(readdirSync(join(folder, 'other')).filter((one) => one !== 'objects')).toEqual([]);
    renameSync(`${path}.aside`, path);
  });

  it('needs its key, and the role that may migrate', () => {
    expect(operator.command(['backup', '--to', to])).toMatchObject({ status: 1, stderr: expect.stringContaining('FOCALPOINT_BACKUP_KEY is missing') });
    expect(operator.command(['backup', '--to', to], { FOCALPOINT_BACKUP_KEY: 'short' })).toMatchObject({ status: 78, stderr: expect.stringContaining('too short') });
    expect(operator.command(['backup', '--to', to], { ...key, FOCALPOINT_DATABASE_MIGRATE_URL: '' }).status).toBe(78);
  });

  describe('that is restored', () => {
    let blank: BlankDatabase;
    let env: Record<string, string>;
    beforeAll(async () => {
      blank = await BlankDatabase.make();
      env = { ...key, ...blank.env, FOCALPOINT_STORAGE_PATH: join(folder, 'storage'), FOCALPOINT_MAIL_FOLDER: join(folder, 'mail') };
    });
    afterAll(() => blank.drop());

    it('is refused where there are people already, and onto nothing brings back every row and file, which hold', async () => {
      // Something waits to be done, and somebody to be written to, when the backup is made.
      await portal.owner.query(`SELECT graphile_worker.add_job('letter', '{}'::json, run_at => now() + interval '1 hour')`);
      expect(command('backup', '--to', to).status).toBe(0);
      expect(command('restore', '--from', to)).toMatchObject({ status: 1, stderr: expect.stringContaining('There are people or records in this database already') });
      const told = operator.command(['restore', '--from', to], env);
      expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining('Everything holds.') });
      expect(told.stdout).toMatch(/2 files, 2 objects, 2 versions looked at; 2 opened/);
      const there = new pg.Client({ connectionString: blank.at() });
      await there.connect();
      const { rows: names } = await there.query<{ name: string }>(`SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN ('actor_secrets', 'migrations', 'safe_mode', 'authority', 'sessions')`);
      expect(names.length).toBeGreaterThan(30);
      for (const { name } of names) {
        const rowsOf = async (client: pg.Client) => (await client.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t ORDER BY 1`)).rows.map(({ row }) => row);
        expect({ name, rows: await rowsOf(there) }).toEqual({ name, rows: await rowsOf(portal.owner) });
      }
      // Fences, triggers and references stand as they stood.
      for (const looked of [
        `SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
        `SELECT tgrelid::regclass::text AS of, tgname, tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'app'::regnamespace AND NOT tgisinternal ORDER BY 1, 2`,
        `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS says, convalidated FROM pg_constraint WHERE connamespace IN ('app'::regnamespace, 'graphile_worker'::regnamespace) ORDER BY 1, 2`,
      ]) expect((await there.query(looked)).rows).toEqual((await portal.owner.query(looked)).rows);
      const { rows: [open] } = await there.query(`SELECT count(*)::int AS sessions, (SELECT count(*)::int FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'letter') AS jobs FROM app.sessions WHERE ended_at IS NULL`);
      expect(open).toEqual({ sessions: 0, jobs: 1 });
      await there.end();
    });

    it('serves, and does nothing by itself, until its operator ends that', async () => {
      const { settings, faults } = loadSettings({ ...operator.env, ...env, PORT: String(await freePort()) });
      expect(faults).toEqual([]);
      const start = async () => {
        const app = await createApp(settings);
        await app.listen(settings.port, '127.0.0.1');
        await app.get(Worker).start();
        return app;
      };
      let app = await start();
      const url = `http://127.0.0.1:${settings.port}`;
      try {
        const ready = await fetch(`${url}/readyz`);
        expect([ready.status, ready.headers.get('focalpoint-safe-mode')]).toEqual([200, 'on']);
        expect(await (await fetch(`${url}/sign-in`, { headers: { 'Accept-Language': 'en' } })).text()).toContain('holds still until its operator has looked');
        expect((await fetch(`${url}/api/v1/documents/${released}`, { headers: officer.headers })).status).toBe(401);
        const token = await app.get(Sessions).begin(officer.id, ['passkey']);
        const again = new Official(url, settings, { id: officer.id, name: officer.name, party: officer.party, token });
        expect((await again.open(released)).title).toBe(unicode);
        const file = await fetch(`${url}/api/v1/documents/${released}/versions/1/file`, { headers: again.headers });
        expect(await file.text()).toBe(content);
        const { id } = await again.draft();
        expect((await again.upload(id, 'words')).status).toBe(201);
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        expect((await again.open(id)).versions[0]?.scan).toBe('pending');
      } finally {
        await app.close();
      }
      expect(operator.command(['safe-mode'], env).stdout).toContain('restored from a backup');
      expect(operator.command(['safe-mode', 'end'], env).stdout).toContain('Safe mode is ended');
      app = await start();
      try {
        const ready = await fetch(`${url}/readyz`);
        expect([ready.status, ready.headers.get('focalpoint-safe-mode')]).toEqual([200, null]);
      } finally {
        await app.close();
      }
    });

    it('RR-16: tells what was taken away since, from the old database and from a later backup', async () => {
      const since = new Date().toISOString();
      const { id, rowVersion } = await officer.draft();
      expect((await officer.call('delete', `/documents/${id}`).set('If-Match', `"${rowVersion}"`)).status).toBe(204);
      const told = operator.command(['revocations', '--since', since], key);
      expect(told.stdout).toMatch(new RegExp(String.raw`document\.discarded +document/${id} \(AUS\)`));
      expect(told.stdout).not.toContain('document.drafted');
      expect(command('backup', '--to', to).status).toBe(0);
      expect(operator.command(['revocations', '--since', since, '--from', to], key).stdout).toBe(told.stdout);
    });
  });
});
