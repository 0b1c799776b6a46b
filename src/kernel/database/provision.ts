import pg from 'pg';
import { runMigrations } from 'graphile-worker';
import { DataSource, type MixedList } from 'typeorm';
import { pads } from './signature.js';

export interface Provision {
  /** A role that may create roles, or one that was made a member of `focalpoint_owner` and `focalpoint_worker`. */
  url: string;
  actorSecret: string;
  /** Passwords for the two login roles; left as they are when not given. */
  appPassword?: string;
  workerPassword?: string;
  migrations: MixedList<Function | string>;
}

const logins = ['focalpoint_app', 'focalpoint_worker'];
const groups = ['focalpoint_owner', 'focalpoint_search', 'focalpoint_facts', 'focalpoint_backup'];

/**
 * Brings a database to the current schema: roles, schema, migrations, job queue, actor secret. Run again it changes nothing.
 * @returns the names of the migrations that ran
 */
export async function provision(options: Provision): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'focalpoint-migrate' });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('focalpoint-migrate'))`);
    await client.query(`SET lock_timeout = '2s'`);
    await roles(client, options);
    await ground(client);
    await queue(client, options.url);
    const ran = await migrate(options);
    await readableByBackup(client);
    await remember(client, options.actorSecret);
    return ran;
  } finally {
    await client.end();
  }
}

async function roles(client: pg.Client, options: Provision): Promise<void> {
  for (const role of [...groups, ...logins]) {
    const kind = logins.includes(role) ? 'LOGIN' : 'NOLOGIN';
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} ${kind} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  }
  for (const [role, password] of [['focalpoint_app', options.appPassword], ['focalpoint_worker', options.workerPassword]] as const) {
    if (password) await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`);
  }
  // Parameters never reach PostgreSQL's log: they hold titles and words. Only a superuser may say so; else it is the operator's to set.
  await client.query(`DO $$ BEGIN ALTER ROLE focalpoint_app SET log_parameter_max_length = 0; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$`);
  // Roles of other databases on this server hold still meanwhile; being a member already is no error.
  const { rows } = await client.query<{ role: string }>(
    `SELECT rolname AS role FROM pg_roles WHERE rolname = ANY($1) AND NOT pg_has_role(current_user, oid, 'MEMBER')`,
    [[...groups, 'focalpoint_worker']],
  );
  for (const { role } of rows) await client.query(`GRANT ${role} TO CURRENT_USER`);
  // The owner makes the functions those roles answer with, and hands them over.
  await client.query('GRANT focalpoint_search, focalpoint_facts, focalpoint_worker TO focalpoint_owner');
}

async function ground(client: pg.Client): Promise<void> {
  const database = pg.escapeIdentifier((await client.query<{ name: string }>('SELECT current_database() AS name')).rows[0]?.name ?? '');
  await client.query(`
    REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${database} TO focalpoint_app, focalpoint_worker;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
    GRANT USAGE ON SCHEMA public TO focalpoint_owner, focalpoint_app, focalpoint_facts, focalpoint_search;
    CREATE SCHEMA IF NOT EXISTS app;
    ALTER SCHEMA app OWNER TO focalpoint_owner;
    GRANT USAGE ON SCHEMA app TO focalpoint_app, focalpoint_worker, focalpoint_search, focalpoint_facts, focalpoint_backup;
    GRANT CREATE ON SCHEMA app TO focalpoint_search, focalpoint_facts, focalpoint_worker;
    CREATE SCHEMA IF NOT EXISTS graphile_worker;
    ALTER SCHEMA graphile_worker OWNER TO focalpoint_worker;
    GRANT CREATE ON DATABASE ${database} TO focalpoint_worker;`);
}

async function queue(client: pg.Client, url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c role=focalpoint_worker' });
  pool.on('connect', (one) => void one.on('error', () => undefined));
  pool.on('error', () => undefined); // told by the query that meets it
  try {
    await runMigrations({ pgPool: pool, logger: undefined });
  } finally {
    await pool.end();
  }
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.query(`REVOKE CREATE ON DATABASE ${pg.escapeIdentifier(rows[0]?.name ?? '')} FROM focalpoint_worker`);
}

async function migrate(options: Provision): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: 'app',
    migrations: options.migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    extra: { options: '-c role=focalpoint_owner -c search_path=app,public,pg_catalog -c lock_timeout=2s', application_name: 'focalpoint-migrate', max: 1 },
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** Every table, those of this run included (see migration 0034). */
async function readableByBackup(client: pg.Client): Promise<void> {
  await client.query('SET ROLE focalpoint_owner');
  await client.query('SELECT app.let_backup_read()');
  await client.query('RESET ROLE');
}

/** The current secret stands first; the one before it stays valid, so that servers can be given the new one in turn. */
async function remember(client: pg.Client, secret: string): Promise<void> {
  const { inner, outer } = pads(secret);
  const { rowCount } = await client.query('SELECT FROM app.actor_secrets WHERE id = 1 AND inner_pad = $1', [inner]);
  if (rowCount) return;
  await client.query('BEGIN');
  await client.query('DELETE FROM app.actor_secrets WHERE id = 2');
  await client.query('UPDATE app.actor_secrets SET id = 2 WHERE id = 1');
  await client.query('INSERT INTO app.actor_secrets VALUES (1, $1, $2)', [inner, outer]);
  await client.query('COMMIT');
}
