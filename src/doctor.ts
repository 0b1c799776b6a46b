import { connect } from 'node:net';
import { access, constants } from 'node:fs/promises';
import pg from 'pg';
import { migrations } from '../migrations/index.js';
import { loadSettings, type Environment, type Settings } from './kernel/config/index.js';

/** What an operator would be asked first: settings, database, migrations, queue, storage, scanner. Each fault in a sentence. */
export async function doctor(env: Environment): Promise<string[]> {
  const { settings, faults } = loadSettings(env);
  if (settings.databaseUrl) faults.push(...(await database(settings)));
  await access(settings.storagePath, constants.W_OK).catch(() => faults.push(`storage: ${settings.storagePath} cannot be written to`));
  if (settings.scanner && !(await reachable(settings.scanner))) faults.push('scanner: clamd does not answer');
  return faults;
}

async function database(settings: Settings): Promise<string[]> {
  const client = new pg.Client({ connectionString: settings.databaseUrl, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const faults: string[] = [];
    const { rows: [server] } = await client.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
    if ((server?.version ?? 0) < 150_000) faults.push('database: PostgreSQL 15 or newer is needed');
    const { rows: [schema] } = await client.query<{ applied: number }>('SELECT app.schema_version() AS applied');
    if ((schema?.applied ?? 0) < migrations.length) faults.push(`database: ${migrations.length - (schema?.applied ?? 0)} migrations are missing; run "portal migrate"`);
    const { rows: [lag] } = await client.query<{ lag_seconds: number; dead: string }>('SELECT lag_seconds, dead FROM app.job_lag()');
    if ((lag?.lag_seconds ?? 0) > 300) faults.push('jobs: the oldest has waited more than five minutes; is a worker running?');
    if (Number(lag?.dead) > 0) faults.push(`jobs: ${lag?.dead} were given up`);
    return faults;
  } catch (error) {
    return [`database: ${(error as Error).message}`];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function reachable(scanner: string): Promise<boolean> {
  const [kind, ...rest] = scanner.split(':');
  return new Promise((resolve) => {
    const socket = kind === 'unix' ? connect(rest.join(':')) : connect(Number(rest[1]), rest[0]);
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('connect', () => { resolve(true); socket.end(); });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
