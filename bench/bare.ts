import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * What the same machine gives without a portal: `node:http`, one prepared statement, no session, no rule, no fence. `/list?keys=…`, `/one?id=…`,
 * `/search?keys=…&q=…`, `/facets?keys=…`, `/file?path=…`; what is sent to `/upload` is hashed, written and synced to the disk.
 */
const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE, max: 10 });

const columns = 'd.id, d.symbol, d.title, d.kind, d.originator, d.state, d.tlp, d.releasable_to, d.handling_caveats, d.language, d.languages, d.subjects, d.released_at, d.expires_at';
const statements = {
  list: {
    name: 'list', values: (query: URLSearchParams) => [query.get('keys')?.split(',')],
    text: `SELECT ${columns} FROM (SELECT DISTINCT r.listed_at, r.document_id FROM unnest($1::text[]) k(key), LATERAL (SELECT listed_at, document_id FROM app.document_readers WHERE reader = k.key ORDER BY listed_at DESC, document_id DESC LIMIT 51) r
             ORDER BY 1 DESC, 2 DESC LIMIT 51) c JOIN app.documents d ON d.id = c.document_id ORDER BY c.listed_at DESC`,
  },
  one: { name: 'one', values: (query: URLSearchParams) => [query.get('id')], text: 'SELECT * FROM app.documents WHERE id = $1' },
  search: {
    name: 'search', values: (query: URLSearchParams) => [query.get('keys')?.split(','), query.get('q')],
    text: `SELECT ${columns} FROM (SELECT document_id, listed_at FROM app.document_search s WHERE s.search @@ websearch_to_tsquery('english', $2) AND s.visible_to && $1 ORDER BY listed_at DESC LIMIT 51) c JOIN app.documents d ON d.id = c.document_id ORDER BY c.listed_at DESC`,
  },
  facets: {
    name: 'facets', values: (query: URLSearchParams) => [query.get('keys')?.split(',')],
    text: `WITH base AS MATERIALIZED (SELECT kind, originator, tlp FROM app.documents WHERE readers && $1 LIMIT 10001) SELECT 'kind' AS f, kind AS v, count(*) FROM base GROUP BY 2 UNION ALL SELECT 'originator', originator, count(*) FROM base GROUP BY 2 UNION ALL SELECT 'tlp', tlp, count(*) FROM base GROUP BY 2`,
  },
};

async function kept(sent: IncomingMessage): Promise<string> {
  const path = join(process.env.BARE_FOLDER ?? tmpdir(), `bare-${randomUUID()}`);
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    for await (const chunk of sent) {
      hash.update(chunk as Buffer);
      await file.write(chunk as Buffer);
    }
    await file.sync();
    return hash.digest('hex');
  } finally {
    await file.close();
    await rm(path);
  }
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bare');
  if (pathname === '/file') return void createReadStream(searchParams.get('path') ?? '', { highWaterMark: 256 * 1024 }).pipe(response);
  if (pathname === '/upload') return void kept(request).then((hash) => response.end(hash), (error: Error) => response.writeHead(500).end(error.message));
  const statement = statements[pathname.slice(1) as keyof typeof statements];
  if (!statement) return void response.end('bare');
  pool.query({ name: statement.name, text: statement.text, values: statement.values(searchParams) }).then(
    ({ rows }) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(rows)),
    (error: Error) => response.writeHead(500).end(error.message),
  );
}).listen(Number(process.env.BARE_PORT), '127.0.0.1');
