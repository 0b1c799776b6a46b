import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';
import { LocalDisk, Storage, StorageError } from '../../kernel/storage/index.js';
import { Reader } from '../reader.js';
import { backups, broken, type Manifest, type Part, read, sign } from './manifest.js';
import { readPart, writePart } from './parts.js';
import { migrationsOf, rowsOf, tables, unreadable } from './tables.js';

/** A file in a backup: where it lies, how long it is and what its sealed octets hash to. `gone` when it was given up after the snapshot. */
export interface FileLine {
  key: string;
  bytes: number;
  sha256: string;
  gone?: true;
}

export interface Made {
  path: string;
  manifest: Manifest;
  /** Files that an earlier backup in the folder had already. */
  known: number;
}

const atOnce = 8;

/** Database and files, consistent with each other; the keyring is left out on purpose. */
@Injectable()
export class Backup {
  constructor(
    private readonly storage: Storage,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * One snapshot of the database, then the files it refers to: they never change, so that each is copied once into a folder however many
   * backups it holds. @throws Problem 422, StorageError
   */
  async make(folder: string): Promise<Made> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new LocalDisk(join(folder, 'objects'));
    const listed = join(folder, `.files-${process.pid}`);
    try {
      const taken = await this.snapshot(store, listed);
      const before = await this.filesBefore(folder, store);
      const tally = { count: 0, bytes: 0, known: 0 };
      const files = await writePart(store, this.settings.backupKey, 'files', this.copied(store, listed, before, tally));
      const manifest: Manifest = { format: 1, ...taken, parts: [...taken.parts, files], files: { count: tally.count, bytes: tally.bytes } };
      return { path: await sign(folder, this.settings.backupKey, manifest), manifest, known: tally.known };
    } finally {
      await rm(listed, { force: true });
    }
  }

  /** Every table at one moment. The keys of the files are kept aside, so that the moment need not last while they are copied. */
  private async snapshot(store: Storage, listed: string): Promise<Pick<Manifest, 'madeAt' | 'migrations' | 'parts' | 'keys'>> {
    const reader = await Reader.connect(this.settings.migrateUrl);
    const { client } = reader;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await reader.become('focalpoint_backup');
      const left = await unreadable(client);
      if (left.length > 0) throw broken(`${left.join(', ')} cannot be read by the role of backups; run "portal migrate" first.`);
      const [now] = await reader.rows<{ at: Date }>('SELECT now() AS at');
      const migrations = await migrationsOf(client);
      const parts: Part[] = [];
      for (const { name, role } of await tables(client)) {
        await reader.become(role);
        parts.push(await writePart(store, this.settings.backupKey, name, rowsOf(client, name)));
      }
      await reader.become('focalpoint_backup');
      const keys = await reader.rows<{ key_id: string }>('SELECT DISTINCT key_id FROM app.sealed_files ORDER BY 1');
      await pipeline(Readable.from(keysOf(reader)), createWriteStream(listed, { mode: 0o600 }));
      await client.query('COMMIT');
      return { madeAt: (now?.at ?? new Date()).toISOString(), migrations, parts, keys: keys.map((row) => row.key_id) };
    } finally {
      await reader.close();
    }
  }

  /** The files of the newest backup before this one, in the order of their keys; none where there is none that can be read. */
  private async *filesBefore(folder: string, store: Storage): AsyncGenerator<FileLine> {
    const name = (await backups(folder)).at(-1);
    const manifest = name ? await read(folder, this.settings.backupKey, name) : undefined;
    const part = manifest?.parts.find((one) => one.name === 'files');
    if (!part) return;
    for await (const line of readPart(store, this.settings.backupKey, part)) yield JSON.parse(line) as FileLine;
  }

  private async *copied(store: Storage, listed: string, before: AsyncIterator<FileLine>, tally: { count: number; bytes: number; known: number }): AsyncGenerator<string> {
    let earlier = await before.next();
    let batch: Promise<FileLine>[] = [];
    const done = async function* () {
      for (const file of await Promise.all(batch)) {
        if (!file.gone) [tally.count, tally.bytes] = [tally.count + 1, tally.bytes + file.bytes];
        yield JSON.stringify(file);
      }
      batch = [];
    };
    for await (const key of createInterface({ input: createReadStream(listed) })) {
      while (!earlier.done && earlier.value.key < key) earlier = await before.next();
      const known = !earlier.done && earlier.value.key === key && !earlier.value.gone && (await store.size(key).catch(() => -1)) === earlier.value.bytes;
      if (known) tally.known += 1;
      batch.push(known ? Promise.resolve(earlier.value as FileLine) : this.copy(store, key));
      if (batch.length === atOnce) yield* done();
    }
    yield* done();
  }

  private async copy(store: Storage, key: string): Promise<FileLine> {
    const source = await this.storage.open(key).catch((error: unknown) => {
      if (error instanceof StorageError && error.code === 'missing') return null;
      throw error;
    });
    if (source) {
      const { bytes, sha256 } = await store.put(source as AsyncIterable<Buffer>, { maxBytes: Number.MAX_SAFE_INTEGER, key });
      return { key, bytes, sha256 };
    }
    if (await this.isKept(key)) throw broken(`The file ${key} is not in the store though a record refers to it. Run "portal fsck" and bring it back from an earlier backup first; none was made now.`);
    return { key, bytes: 0, sha256: '', gone: true };
  }

  private async isKept(key: string): Promise<boolean> {
    const reader = await Reader.connect(this.settings.migrateUrl, 'focalpoint_backup');
    try {
      return (await reader.rows('SELECT FROM app.sealed_files WHERE storage_key = $1', [key])).length > 0;
    } finally {
      await reader.close();
    }
  }
}

async function* keysOf(reader: Reader): AsyncGenerator<string> {
  const pages = reader.pages<{ storage_key: string }>('SELECT storage_key FROM app.sealed_files WHERE storage_key > $1 ORDER BY storage_key LIMIT 1000', (row) => row.storage_key);
  for await (const page of pages) yield page.map((row) => `${row.storage_key}\n`).join('');
}
