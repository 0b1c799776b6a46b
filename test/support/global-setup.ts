import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../deploy/launcher/postgres.ts';
import { under } from '../../deploy/launcher/paths.ts';
import { obstacles } from './real.ts';
import { passwords, secretsOfTests } from './test-secrets.ts';

/** One PostgreSQL for the whole run, with a migrated database that each test file clones. FOCALPOINT_TEST_DATABASE_URL names another server. */
export default async function setUp(): Promise<void> {
  const inTheWay = obstacles();
  if (inTheWay.length > 0) throw new Error(`FOCALPOINT_TEST_REAL asks for what is not here:\n${inTheWay.join('\n')}`);
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-test-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs as a user of its own and must get through
  const outside = process.env.FOCALPOINT_TEST_DATABASE_URL;
  const cluster = outside
    ? { url: outside, stop: async () => undefined }
    : await startPostgres(join(folder, 'postgres'), 'test-owner', ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off', '-c', 'max_connections=120']);
  process.env.FOCALPOINT_TEST_CLUSTER_URL = cluster.url;
  process.env.FOCALPOINT_TEST_FOLDER = folder;
  await migrated(cluster.url);
  (globalThis as unknown as { tearDown: () => Promise<void> }).tearDown = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Makes the migrated database of a cluster, which each test file clones. */
export async function migrated(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('DROP DATABASE IF EXISTS focalpoint_template WITH (FORCE)');
  await client.query('CREATE DATABASE focalpoint_template');
  await client.end();
  const address = (role?: string, password?: string) => {
    const one = new URL(url);
    one.pathname = '/focalpoint_template';
    if (role) one.username = role;
    if (password) one.password = password;
    return one.href;
  };
  const { status, stderr } = spawnSync(process.execPath, [under('dist/src/cli.js'), 'migrate'], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH, ...secretsOfTests, FOCALPOINT_MODE: 'development',
      FOCALPOINT_DATABASE_MIGRATE_URL: address(),
      FOCALPOINT_APP_PASSWORD: passwords.app, FOCALPOINT_WORKER_PASSWORD: passwords.worker,
      DATABASE_URL: address('focalpoint_app', passwords.app), FOCALPOINT_WORKER_DATABASE_URL: address('focalpoint_worker', passwords.worker),
    },
  });
  if (status !== 0) throw new Error(`the template was not migrated:\n${stderr}`);
}
