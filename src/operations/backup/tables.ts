import type pg from 'pg';

/** A table of the portal or of its queue. */
export interface Table {
  /** 'app.documents'. */
  name: string;
  role: 'focalpoint_backup' | 'focalpoint_worker';
}

/** What a restore makes itself: the secrets of the new place, and the history of its schema. */
const apart = ['app.actor_secrets', 'app.migrations', 'app.safe_mode', 'graphile_worker.migrations'];

/** Every table there is, the portal's and the queue's, but those a restore makes itself. Partitions are read through what they are part of. */
export async function tables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('app', 'graphile_worker') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname || '.' || c.relname <> ALL ($1) ORDER BY 1, 2`, [apart]);
  return rows.map(({ schema, name }) => ({ name: `${schema}.${name}`, role: schema === 'app' ? 'focalpoint_backup' : 'focalpoint_worker' }));
}

/** Tables a backup could not read, and would leave out in silence. */
export async function unreadable(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'actor_secrets'
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backup')`);
  return rows.map(({ name }) => name);
}

/** Names of the migrations a database has. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  return (await client.query<{ name: string }>('SELECT name FROM app.migrations ORDER BY name')).rows.map(({ name }) => name);
}

/** The rows of a table as JSON, one after the other, a thousand held at a time. Within a transaction, as a role that may read them. */
export async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<string> {
  await client.query(`DECLARE rows_of NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>('FETCH 1000 FROM rows_of');
    if (rows.length === 0) break;
    for (const { row } of rows) yield row;
  }
  await client.query('CLOSE rows_of');
}

interface Column {
  name: string;
  /** The sequence that numbers it, if one does. */
  sequence: string | null;
}

/** Puts rows back, in batches. Generated columns are made again by PostgreSQL. @returns how many */
export async function fill(client: pg.Client, table: string, rows: AsyncIterable<string>): Promise<number> {
  const { rows: columns } = await client.query<Column>(`
    SELECT quote_ident(attname) AS name, pg_get_serial_sequence($1, attname) AS sequence FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`, [table]);
  const names = columns.map(({ name }) => name).join(', ');
  const insert = `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`;
  let waiting: string[] = [];
  let [held, count] = [0, 0];
  const put = async () => {
    if (waiting.length > 0) await client.query(insert, [`[${waiting.join(',')}]`]);
    count += waiting.length;
    [waiting, held] = [[], 0];
  };
  for await (const row of rows) {
    waiting.push(row);
    held += row.length;
    if (waiting.length >= 1000 || held > 4 * 2 ** 20) await put();
  }
  await put();
  for (const { name, sequence } of columns) {
    if (sequence) await client.query(`SELECT setval($1, coalesce((SELECT max(${name}) FROM ${table}), 0) + 1, false)`, [sequence]);
  }
  return count;
}
