import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { most } from './measure.ts';
import { startPostgres } from '../deploy/launcher/postgres.ts';
import { under } from '../deploy/launcher/paths.ts';
import { freePort } from '../deploy/launcher/port.ts';

const secrets = { FOCALPOINT_ACTOR_SECRET: 'bench-actor-secret-of-32-characters', FOCALPOINT_CURSOR_SECRET: 'bench-cursor-secret-of-32-characters', FOCALPOINT_MARKING_SECRET: 'bench-marking-secret-of-32-characters', FOCALPOINT_CREDENTIAL_SECRET: 'bench-credential-secret-of-32-characters' };

export interface Reader {
  id: string;
  headers: Record<string, string>;
}

/** What a command said, how long it took and how much memory it had at its height. */
export interface Told {
  said: string;
  seconds: number;
  mebibytes: number;
}

/** A portal, a bare server beside it and a database of their own; all of it gone at the end. */
export interface Ground {
  url: string;
  bare: string;
  owner: pg.Client;
  portal: ChildProcess;
  bareServer: ChildProcess;
  reader(party: string, roles: string[]): Promise<Reader>;
  /** The seal of a document and of its released files (number and SHA-256), as the portal would make it. */
  seal(document: Record<string, unknown>, files?: [number, string][]): string;
  /** Where everything of it lies; the files in `storage`. */
  folder: string;
  /** Its settings. */
  env: Record<string, string | undefined>;
  /** A second portal on the same database that also does its jobs, which the first one does not. */
  working(): Promise<{ url: string; pid: number | undefined; stop(): void }>;
  /** The operator's command, in a process of its own. */
  command(args: string[], env?: Record<string, string>): Promise<Told>;
  /** The seal of a published course that names nobody. */
  sealCourse(course: { id: string; originator: string; tlp: string }): string;
  stop(): Promise<void>;
}

export async function ground(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-bench-'));
  chmodSync(folder, 0o755);
  const cluster = await startPostgres(join(folder, 'postgres'), 'bench', ['-c', 'shared_buffers=1GB', '-c', 'maintenance_work_mem=512MB', '-c', 'max_wal_size=4GB']);
  const admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query('CREATE DATABASE focalpoint');
  await admin.end();
  const at = (role?: string, password?: string) => Object.assign(new URL(cluster.url), { pathname: '/focalpoint', ...(role && { username: role, password }) }).href;
  const [port, barePort] = [await freePort(), await freePort()];
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH, ...secrets, FOCALPOINT_MODE: 'development', FOCALPOINT_LOG_LEVEL: 'silent', PORT: String(port), FOCALPOINT_APP_PASSWORD: 'bench-app', FOCALPOINT_WORKER_PASSWORD: 'bench-worker',
    FOCALPOINT_DATABASE_MIGRATE_URL: at(), DATABASE_URL: at('focalpoint_app', 'bench-app'), FOCALPOINT_WORKER_DATABASE_URL: at('focalpoint_worker', 'bench-worker'), FOCALPOINT_STORAGE_PATH: join(folder, 'storage'), FOCALPOINT_KEYRING_PATH: join(folder, 'keyring'), FOCALPOINT_RUN_JOBS: 'false', FOCALPOINT_PARTY_BYTES: String(2 ** 44), FOCALPOINT_UPLOAD_MAX_BYTES: String(2 ** 31),
  };
  await new Promise<void>((resolve, reject) => spawn(process.execPath, [under('dist/src/cli.js'), 'migrate'], { env, stdio: ['ignore', 'ignore', 'inherit'] }).once('exit', (code) => (code === 0 ? resolve() : reject(new Error('not migrated')))));
  const portal = spawn(process.execPath, [under('dist/src/main.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const bareServer = spawn(process.execPath, [under('bench/bare.ts')], { env: { ...process.env, BARE_PORT: String(barePort), BARE_DATABASE: at(), BARE_FOLDER: folder }, stdio: ['ignore', 'ignore', 'inherit'] });
  const owner = new pg.Client({ connectionString: at() });
  await owner.connect();
  const url = `http://127.0.0.1:${port}`;
  const bare = `http://127.0.0.1:${barePort}`;
  await Promise.all([answers(`${url}/livez`), answers(`${bare}/`)]);
  return {
    url, bare, owner, portal, bareServer, folder, env,
    async working() {
      const own = await freePort();
      const child = spawn(process.execPath, [under('dist/src/main.js')], { env: { ...env, PORT: String(own), FOCALPOINT_RUN_JOBS: 'true' }, stdio: ['ignore', 'ignore', 'inherit'] });
      await answers(`http://127.0.0.1:${own}/livez`);
      return { url: `http://127.0.0.1:${own}`, pid: child.pid, stop: () => void child.kill('SIGTERM') };
    },
    command: (args, more = {}) => command(args, { ...env, ...more }),
    async reader(party, roles) {
      const id = randomUUID();
      const token = randomBytes(32).toString('base64url');
      await owner.query('INSERT INTO app.users (id, email, name) VALUES ($1, $2, $3)', [id, `${id}@bench.example.org`, `Reader of ${party}`]);
      const { rows } = await owner.query<{ id: string }>('INSERT INTO app.delegations (user_id, party, roles) VALUES ($1, $2, $3) RETURNING id', [id, party, roles]);
      await owner.query(`INSERT INTO app.sessions (token_hash, user_id, delegation_id, expires_at) VALUES ($1, $2, $3, now() + interval '6 hours')`, [createHash('sha256').update(token).digest(), id, rows[0]?.id]);
      const csrf = createHmac('sha256', secrets.FOCALPOINT_CURSOR_SECRET).update(`csrf:${token}`).digest('base64url');
      return { id, headers: { Cookie: `sid=${token}`, 'X-CSRF': csrf } };
    },
    seal(document, files = []) {
      const { id, originator, state, tlp, releasable_to, recipients, withheld_from, granted_to, handling_caveats } = document;
      return createHmac('sha256', secrets.FOCALPOINT_MARKING_SECRET).update(JSON.stringify([id, originator, state, tlp, releasable_to, recipients, withheld_from, granted_to, handling_caveats, null, files])).digest('base64url');
    },
    sealCourse({ id, originator, tlp }) {
      return createHmac('sha256', secrets.FOCALPOINT_MARKING_SECRET).update(JSON.stringify(['course', id, originator, 'published', tlp, [], [], [], []])).digest('base64url');
    },
    async stop() {
      await owner.end();
      for (const child of [portal, bareServer]) child.kill('SIGTERM');
      await new Promise((resolve) => portal.once('exit', resolve));
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

async function command(args: string[], env: Record<string, string | undefined>): Promise<Told> {
  const began = performance.now();
  const child = spawn(process.execPath, [under('dist/src/cli.js'), ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let [said, mebibytes] = ['', 0];
  child.stdout.on('data', (chunk) => { said += String(chunk); });
  const watch = setInterval(() => { mebibytes = Math.max(mebibytes, most(child.pid)); }, 20);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() => clearInterval(watch));
  if (status !== 0) throw new Error(`portal ${args.join(' ')} ended with ${status}:\n${said}`);
  return { said, seconds: (performance.now() - began) / 1000, mebibytes };
}
