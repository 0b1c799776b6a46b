import { connect } from 'node:net';
import { access, constants, readFile } from 'node:fs/promises';
import pg from 'pg';
import { migrations } from '../migrations/index.js';
import { loadSettings, type Environment, type Settings } from './kernel/config/index.js';
import { openStorage } from './kernel/storage/index.js';

/** What is broken, and what is well but waits for somebody: for the operator to tell the secretariat. */
export interface Findings {
  faults: string[];
  duties: string[];
}

/** What an operator would be asked first: settings, database, migrations, queue, storage, scanner, people. Each in a sentence. */
export async function doctor(env: Environment): Promise<Findings> {
  const { settings, faults } = loadSettings(env);
  const found = settings.databaseUrl ? await database(settings) : { faults: [], duties: [] };
  faults.push(...found.faults);
  if (!(await canStore(settings))) faults.push(settings.storage === 's3' ? `storage: the bucket ${settings.s3.bucket} at ${settings.s3.endpoint} does not answer, or not to this key` : `storage: ${settings.storagePath} cannot be written to`);
  if (settings.scanner && !(await reachable(settings.scanner))) faults.push('scanner: clamd does not answer');
  return { faults, duties: [...found.duties, ...(await dumps())] };
}

/** A process that crashes may leave its memory on the disk, keys and all. */
async function dumps(): Promise<string[]> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const most = /^Max core file size\s+(\S+)/m.exec(limits)?.[1] ?? '0';
  return most === '0' ? [] : ['core dumps are on here: a crash would write keys to the disk; start it with "ulimit -c 0", LimitCORE=0 in systemd'];
}

async function database(settings: Settings): Promise<Findings> {
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
    const { rows: [letters] } = await client.query<{ dead: string }>('SELECT dead FROM app.letter_lag()');
    if (Number(letters?.dead) > 0) faults.push(`letters: ${letters?.dead} could not be delivered in eight tries; see docs/running.md`);
    return { faults, duties: await people(client) };
  } catch (error) {
    return { faults: [`database: ${(error as Error).message}`], duties: [] };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Members nobody speaks for, mandates that lapse, people who lose everything with one device. */
async function people(client: pg.Client): Promise<string[]> {
  const { rows: [lag] } = await client.query<{ without_focal_point: string[]; lapsing: string[]; one_factor: number }>('SELECT * FROM app.people_lag()');
  const { without_focal_point: without = [], lapsing = [], one_factor: single = 0 } = lag ?? {};
  return [
    ...(without.length > 0 ? [`focal points: ${without.length} members have none: ${without.join(', ')}`] : []),
    ...(lapsing.length > 0 ? [`focal points: to be confirmed within 30 days, or overdue: ${lapsing.join(', ')}`] : []),
    ...(single > 0 ? [`accounts: ${single} with no second key; if the one is lost, two persons must reset it`] : []),
  ];
}

/** A folder is looked at as it is: the store would make it first. */
async function canStore(settings: Settings): Promise<boolean> {
  if (settings.storage === 'disk') return access(settings.storagePath, constants.W_OK).then(() => true, () => false);
  const storage = await openStorage(settings);
  return storage.health().finally(() => storage.close());
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
