import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { Settings } from '../../kernel/config/index.js';
import { provision } from '../../kernel/database/index.js';
import { LocalDisk, Storage } from '../../kernel/storage/index.js';
import { Reader } from '../reader.js';
import type { FileLine } from './backup.js';
import { broken, type Manifest, type Part, read } from './manifest.js';
import { readPart } from './parts.js';
import { fill, migrationsOf, tables } from './tables.js';

export interface Restored {
  manifest: Manifest;
  rows: number;
  files: number;
  /** Files that were given up between snapshot and copy: their rows come back without them, and fsck names them. */
  gone: string[];
}

/** Brings a backup back: files first, then the database in one transaction, in safe mode from its first moment. */
@Injectable()
export class Restore {
  constructor(
    private readonly storage: Storage,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Onto an empty database, with the version of the portal that made the backup. Run again after it was interrupted it goes on. @throws Problem 422 */
  async from(folder: string, name?: string): Promise<Restored> {
    const manifest = await read(folder, this.settings.backupKey, name);
    const store = new LocalDisk(join(folder, 'objects'));
    await this.mustBeEmpty();
    await provision({
      url: this.settings.migrateUrl, actorSecret: this.settings.actorSecret, appPassword: this.settings.appPassword || undefined, workerPassword: this.settings.workerPassword || undefined, migrations,
    });
    const reader = await Reader.connect(this.settings.migrateUrl);
    try {
      const here = await migrationsOf(reader.client);
      if (here.join() !== manifest.migrations.join()) throw broken(`This backup has the schema of another version (${manifest.migrations.at(-1)}; this one has ${here.at(-1)}). Restore it with the version that made it, then migrate.`);
      const { files, gone } = await this.files(store, manifest.parts.find((part) => part.name === 'files'));
      const rows = await this.database(reader, store, manifest);
      return { manifest, rows, files, gone };
    } finally {
      await reader.close();
    }
  }

  /** Register and roles may be there already, people and what they did may not. */
  private async mustBeEmpty(): Promise<void> {
    const reader = await Reader.connect(this.settings.migrateUrl);
    try {
      const [there] = await reader.rows<{ users: string | null }>(`SELECT to_regclass('app.users')::text AS users`);
      if (!there?.users) return;
      await reader.become('focalpoint_backup');
      const [kept] = await reader.rows<{ some: boolean }>('SELECT EXISTS (SELECT FROM app.users) OR EXISTS (SELECT FROM app.documents) OR EXISTS (SELECT FROM app.events WHERE system IS NULL) AS some');
      if (kept?.some) throw broken('There are people or records in this database already. A backup is restored onto an empty one; nothing was changed.');
    } finally {
      await reader.close();
    }
  }

  private async files(store: Storage, part: Part | undefined): Promise<{ files: number; gone: string[] }> {
    const gone: string[] = [];
    let files = 0;
    if (!part) throw broken('The list of files is missing from this backup.');
    for await (const line of readPart(store, this.settings.backupKey, part)) {
      const file = JSON.parse(line) as FileLine;
      if (file.gone) gone.push(file.key);
      else await this.file(store, file);
      files += Number(!file.gone);
    }
    return { files, gone };
  }

  private async file(store: Storage, { key, bytes, sha256 }: FileLine): Promise<void> {
    const source = await store.open(key).catch(() => Promise.reject(broken(`The file ${key} is missing from this backup. Run "portal backup verify" to see what else is.`)));
    const stored = await this.storage.put(source as AsyncIterable<Buffer>, { maxBytes: Number.MAX_SAFE_INTEGER, key });
    if (stored.bytes === bytes && stored.sha256 === sha256) return;
    await this.storage.remove(key);
    throw broken(`The file ${key} was changed in this backup. Run "portal backup verify" to see what else was.`);
  }

  /** Everything or nothing. Fences, triggers and references stand aside meanwhile and are back, and checked, before anybody sees a row. */
  private async database(reader: Reader, store: Storage, manifest: Manifest): Promise<number> {
    const { client } = reader;
    let rows = 0;
    await client.query('BEGIN');
    await client.query('SET LOCAL lock_timeout = 0');
    const all = await tables(client);
    const missing = all.filter(({ name }) => !manifest.parts.some((part) => part.name === name)).map(({ name }) => name);
    if (missing.length > 0) throw broken(`${missing.join(', ')} is missing from this backup.`);
    for (const schema of ['app', 'graphile_worker'] as const) {
      await reader.become(schema === 'app' ? 'focalpoint_owner' : 'focalpoint_worker');
      const ours = all.filter(({ name }) => name.startsWith(`${schema}.`)).map(({ name }) => name);
      const backAgain = await standAside(client, schema, ours);
      await client.query(`TRUNCATE ${ours.join(', ')}`);
      for (const name of ours) {
        const part = manifest.parts.find((one) => one.name === name);
        const filled = part ? await fill(client, name, readPart(store, this.settings.backupKey, part)) : 0;
        if (filled !== part?.rows) throw broken(`${name} has ${filled} rows in this backup where ${part?.rows} were put in.`);
        rows += filled;
      }
      if (schema === 'app') await this.safely(client);
      else await client.query('UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL; UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL');
      for (const statement of backAgain) await client.query(statement);
    }
    await client.query('COMMIT');
    return rows;
  }

  /** No session of then is one of now, and nothing goes out before the operator has looked (RR-16). */
  private async safely(client: pg.Client): Promise<void> {
    await client.query('UPDATE app.sessions SET ended_at = now() WHERE ended_at IS NULL');
    await client.query('UPDATE app.authority SET version = version + 1');
    await client.query(`INSERT INTO app.safe_mode (reason) VALUES ('restored from a backup') ON CONFLICT DO NOTHING`);
  }
}

/** Takes fences, triggers and references off the tables of a schema. @returns what puts them back */
async function standAside(client: pg.Client, schema: string, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ away: string; back: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS away,
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS back
      FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = $1::regnamespace AND c.conparentid = 0`, [schema]);
  const { rows: forced } = await client.query<{ name: string }>('SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relforcerowsecurity', [schema]);
  const triggers = (how: string) => names.map((name) => `ALTER TABLE ${name} ${how} TRIGGER USER`);
  for (const statement of [...rows.map(({ away }) => away), ...forced.map(({ name }) => `ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`), ...triggers('DISABLE')]) await client.query(statement);
  return [...triggers('ENABLE'), ...rows.map(({ back }) => back), ...forced.map(({ name }) => `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`)];
}
