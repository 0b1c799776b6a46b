import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draft, send } from './files.ts';
import type { Ground, Reader, Told } from './portal.ts';

const mebi = 2 ** 20;
const goals = { drill: 300 };
/** Megabytes of heap that fsck has to do with, however many files there are: what it would hold on to ends it. */
const heap = 160;
/** Octets of a file in clear, and as it lies in the store: header, frame and tag. */
const [clear, sealed] = [1, 65];

/** `portal fsck` over as many versions as there are documents, each with its file, its upload on record and its scan: how long, and how much memory. */
export async function fsck(at: Ground, reader: Reader, rows: number): Promise<string> {
  await wiped(at);
  await withFiles(at, reader);
  const told = await at.command(['fsck', '--json'], { NODE_OPTIONS: `--max-old-space-size=${heap}` });
  await wiped(at);
  const { files, versions, faults } = JSON.parse(told.said.trim().split('\n').at(-1) ?? '{}') as { files: number; versions: number; faults: number };
  if (files < rows || versions < rows || faults > 0) throw new Error(`fsck saw ${files} files and ${versions} versions of ${rows}, with ${faults} faults; the figures are void`);
  return `${spent('fsck', told)}: ${(rows / told.seconds).toFixed(0)} files a second, starting included`;
}

/** A backup of a gibibyte, looked through, and brought back onto an empty database and an empty folder, every file opened. */
export async function drill(at: Ground, reader: Reader): Promise<string> {
  await wiped(at);
  await seals(at, []);
  for (let file = 0; file < 16; file++) await send(`${at.url}/api/v1/documents/${await draft(at, reader)}/versions?fileName=a.txt`, reader.headers, 64 * mebi);
  const to = join(at.folder, 'backups');
  const key = { FOCALPOINT_BACKUP_KEY: 'bench-backup-key-of-32-characters' };
  await at.owner.query('CREATE DATABASE drilled');
  const there = Object.fromEntries(['FOCALPOINT_DATABASE_MIGRATE_URL', 'DATABASE_URL', 'FOCALPOINT_WORKER_DATABASE_URL'].map((name) => [name, Object.assign(new URL(at.env[name] ?? ''), { pathname: '/drilled' }).href]));
  try {
    const made = await at.command(['backup', '--to', to], key);
    const looked = await at.command(['backup', 'verify', to], key);
    const back = await at.command(['restore', '--from', to], { ...key, ...there, FOCALPOINT_STORAGE_PATH: join(at.folder, 'restored') });
    if (!back.said.includes('Everything holds.')) throw new Error(`what came back does not hold:\n${back.said}`);
    const all = made.seconds + looked.seconds + back.seconds;
    return `${spent('backup', made)}; ${spent('verify', looked)}; ${spent('restore and fsck --decrypt', back)}; together ${all.toFixed(0)} s (goal ${goals.drill})`;
  } finally {
    await at.owner.query('DROP DATABASE drilled WITH (FORCE)');
    for (const folder of [to, join(at.folder, 'restored')]) rmSync(folder, { recursive: true, force: true });
    await wiped(at);
  }
}

const spent = (what: string, { seconds, mebibytes }: Told) => `${what} ${seconds.toFixed(1)} s, ${mebibytes.toFixed(0)} MiB`;

/** No file is kept, of this scenario or of one before. */
async function wiped(at: Ground): Promise<void> {
  await at.owner.query('TRUNCATE app.document_versions, app.sealed_files, app.file_scans CASCADE; DELETE FROM app.storage_used; DELETE FROM graphile_worker._private_jobs');
  const storage = join(at.folder, 'storage');
  if (!existsSync(storage)) return;
  for (const name of readdirSync(storage)) if (name !== 'incoming') rmSync(join(storage, name), { recursive: true });
}

/** A file for each document that has none, put in past the triggers after the pattern of one that was uploaded, with what the record says of it. */
async function withFiles(at: Ground, reader: Reader): Promise<void> {
  const run = (text: string, values: unknown[] = []) => at.owner.query(text, values);
  const pattern = await draft(at, reader);
  await send(`${at.url}/api/v1/documents/${pattern}/versions?fileName=a.txt`, reader.headers, clear);
  const sha256 = (await run('SELECT sha256 FROM app.document_versions WHERE document_id = $1', [pattern])).rows[0]?.sha256 as string;
  const like = (table: string, where: string, changed: string) => `INSERT INTO app.${table} SELECT (jsonb_populate_record(p, ${changed})).* FROM app.documents d, app.${table} p WHERE d.state = 'released' AND ${where}`;
  const key = `'00' || substr(md5(d.id::text), 3)`;
  await run('BEGIN');
  for (const table of ['document_versions', 'sealed_files']) await run(`ALTER TABLE app.${table} DISABLE TRIGGER USER`);
  await run(like('document_versions', `p.document_id = '${pattern}'`, `jsonb_build_object('document_id', d.id, 'storage_key', ${key}, 'scan', 'not_scanned', 'content_state', 'none', 'released_at', d.released_at)`));
  await run(like('sealed_files', `p.subject = 'document/${pattern}'`, `jsonb_build_object('storage_key', ${key}, 'owner', d.originator, 'subject', 'document/' || d.id)`));
  await run(like('events', `p.subject_id = '${pattern}' AND p.name = 'document.uploaded'`, `jsonb_build_object('id', gen_random_uuid(), 'subject_id', d.id, 'originator', d.originator)`));
  await run(`INSERT INTO app.file_scans (storage_key, owner, subject, sha256, verdict) SELECT ${key}, d.originator, 'document/' || d.id, $1, 'not_scanned' FROM app.documents d WHERE d.state = 'released'`, [sha256]);
  await run('DELETE FROM app.storage_used');
  await run('INSERT INTO app.storage_used (party, bytes) SELECT owner, sum(bytes) FROM app.sealed_files GROUP BY owner');
  const ids = await seals(at, [[1, sha256]]);
  for (const table of ['document_versions', 'sealed_files']) await run(`ALTER TABLE app.${table} ENABLE TRIGGER USER`);
  await run('COMMIT');
  await run('ANALYZE app.document_versions; ANALYZE app.sealed_files; ANALYZE app.file_scans; ANALYZE app.events');
  const octets = Buffer.alloc(sealed);
  for (const id of ids) {
    const name = `00${createHash('md5').update(id).digest('hex').slice(2)}`;
    const folder = join(at.folder, 'storage', '00', name.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), octets);
  }
}

/** Seals every released document as it is, with these files. @returns their ids */
async function seals(at: Ground, files: [number, string][]): Promise<string[]> {
  const { rows } = await at.owner.query<Record<string, unknown> & { id: string }>(`SELECT * FROM app.documents WHERE state = 'released'`);
  const ids = rows.map(({ id }) => id);
  await at.owner.query('ALTER TABLE app.documents DISABLE TRIGGER USER');
  await at.owner.query('UPDATE app.documents d SET marking_seal = s.seal FROM unnest($1::uuid[], $2::text[]) AS s (id, seal) WHERE d.id = s.id', [ids, rows.map((row) => at.seal(row, files))]);
  await at.owner.query('ALTER TABLE app.documents ENABLE TRIGGER USER');
  return ids;
}
