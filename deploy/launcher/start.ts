import { spawn, type ChildProcess } from 'node:child_process';
import pg from 'pg';
import { buildStale } from './build.ts';
import { demoEnvironment } from './environment.ts';
import { state, under } from './paths.ts';
import { startPostgres, type Cluster } from './postgres.ts';
import { secrets } from './secrets.ts';

/**
 * `npm start`. Real installations get the server and nothing else. Everything else is a demonstration on this machine: built where it is
 * stale, with a database of its own (or the one DATABASE_URL names, as a role that may create others), migrated, seeded, served.
 */
const real = process.env.NODE_ENV === 'production' || ['production', 'development'].includes(process.env.FOCALPOINT_MODE ?? '');
let cluster: Cluster | undefined;
let child: ChildProcess | undefined;
let ending = false;

async function end(status: number): Promise<never> {
  ending = true;
  if (child && child.exitCode === null) {
    child.kill('SIGTERM');
    await new Promise((resolve) => child?.once('exit', resolve));
  }
  await cluster?.stop();
  process.exit(status);
}

// The library that brings PostgreSQL would stop it first, under the portal's feet; here the portal ends before its database.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal).on(signal, () => void (ending || end(0)));

/** Runs one door of the portal to its end. */
function door(name: string, args: string[], env: NodeJS.ProcessEnv, quiet = false): Promise<number> {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, ['--enable-source-maps', under('dist/src', name), ...args], { cwd: under(), env, stdio: ['inherit', quiet ? 'ignore' : 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function database(): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  cluster = await startPostgres(state('postgres'), secrets().owner);
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'focalpoint'`);
  if (!rowCount) await client.query('CREATE DATABASE focalpoint');
  await client.end();
  return cluster.url.replace(/\/postgres$/, '/focalpoint');
}

try {
  if (real) {
    await buildStale();
    process.exit(await door('main.js', [], process.env));
  }
  const [url] = await Promise.all([database(), buildStale()]);
  const env = demoEnvironment(url);
  for (const command of ['migrate', 'seed-demo']) {
    const status = ending ? 1 : await door('cli.js', [command], env, true);
    if (status !== 0) await end(status);
  }
  // Who owns the database is none of the server's business.
  const { FOCALPOINT_DATABASE_MIGRATE_URL: _url, FOCALPOINT_APP_PASSWORD: _app, FOCALPOINT_WORKER_PASSWORD: _worker, ...serving } = env;
  const status = await door('main.js', [], serving);
  if (!ending) await end(status);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  await end(1);
}
