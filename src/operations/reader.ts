import pg from 'pg';

/** Who looks at everything: `focalpoint_backup` at the portal's tables, `focalpoint_worker` at the queue, which is its own; the owner when a backup comes back. */
type Role = 'focalpoint_backup' | 'focalpoint_worker' | 'focalpoint_owner';

/** A connection of the operator's own, past the fence, as one role at a time. */
export class Reader {
  private constructor(readonly client: pg.Client) {}

  /** @param url of the role that may migrate, which may become the others */
  static async connect(url: string, role?: Role): Promise<Reader> {
    const client = new pg.Client({ connectionString: url, application_name: 'focalpoint-operator', connectionTimeoutMillis: 5_000, options: `${role ? `-c role=${role} ` : ''}-c search_path=pg_catalog -c timezone=UTC -c datestyle=ISO` });
    client.on('error', () => undefined); // told by the query that meets it
    await client.connect();
    return new Reader(client);
  }

  async become(role: Role): Promise<void> {
    await this.client.query(`SET ROLE ${role}`);
  }

  async rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(text, values)).rows;
  }

  /** Rows in pages, in the order of a key that each query takes as $1, beginning after ''; what more it takes follows. Nothing is held open between them. */
  async *pages<Row extends pg.QueryResultRow>(text: string, keyOf: (row: Row) => string, more: readonly unknown[] = []): AsyncGenerator<Row[]> {
    for (let after = ''; ;) {
      const page = await this.rows<Row>(text, [after, ...more]);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = keyOf(last);
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
