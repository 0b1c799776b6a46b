import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, constants, type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { failPoint } from '../fail-point.js';
import { type Blob, type ByteRange, isKey, requireKey, sourceError, Storage, StorageError, type Stored } from './storage.js';

/** Octets read at once: as long as a frame of a sealed file, so that each comes in one piece. */
const piece = 256 * 1024 + 16;

/** Files on a local disk: written aside, synced, then renamed into place, so that a crash leaves a whole file or none (RR-3). */
export class LocalDisk extends Storage {
  constructor(private readonly root: string) {
    super();
  }

  override async put(source: AsyncIterable<Buffer>, { maxBytes, key = randomBytes(16).toString('hex') }: { maxBytes: number; key?: string }): Promise<Stored> {
    const place = this.place(key);
    const aside = join(this.incoming, `${key}.${randomBytes(4).toString('hex')}`);
    try {
      const stored = await this.write(source, aside, maxBytes);
      failPoint('stored-aside');
      const made = await onDisk(() => makeFolder(dirname(place)));
      await onDisk(() => rename(aside, place));
      // A folder that was just made is lost in a crash unless the one above it is synced too.
      const folders = made ? [dirname(place), dirname(dirname(place)), this.root] : [dirname(place)];
      await Promise.all(folders.map((folder) => onDisk(() => syncFolder(folder))));
      failPoint('stored');
      return { key, ...stored };
    } catch (error) {
      await rm(aside, { force: true }).catch(() => undefined);
      throw error instanceof StorageError && error.code === 'missing' ? new StorageError('unavailable', { cause: error.cause }) : error;
    }
  }

  override async open(key: string, range?: ByteRange): Promise<Readable> {
    const wanted = range ? range.end - range.start + 1 : piece;
    const stream = createReadStream(this.place(key), { ...range, highWaterMark: Math.min(piece, wanted) });
    await onDisk(() => once(stream, 'open'));
    return stream;
  }

  override async size(key: string): Promise<number> {
    const place = this.place(key);
    return (await onDisk(() => stat(place))).size;
  }

  override async remove(key: string): Promise<void> {
    const place = this.place(key);
    await onDisk(() => rm(place, { force: true }));
  }

  override async *list(): AsyncIterable<Blob> {
    for await (const first of names(this.root)) {
      if (!/^[0-9a-f]{2}$/.test(first)) continue;
      for await (const second of names(join(this.root, first))) {
        for await (const key of names(join(this.root, first, second))) {
          if (!isKey(key) || !key.startsWith(first + second)) continue;
          const found = await gone(() => stat(this.place(key)));
          if (found) yield { key, bytes: found.size, at: found.mtime };
        }
      }
    }
  }

  override async sweep(olderThan: Date): Promise<number> {
    let swept = 0;
    for await (const name of names(this.incoming)) {
      const aside = join(this.incoming, name);
      const found = await gone(() => stat(aside));
      if (!found || found.mtime >= olderThan) continue;
      await onDisk(() => rm(aside, { force: true }));
      swept++;
    }
    return swept;
  }

  override async health(): Promise<boolean> {
    return makeFolder(this.root).then(() => access(this.root, constants.W_OK)).then(() => true, () => false);
  }

  private async write(source: AsyncIterable<Buffer>, aside: string, maxBytes: number): Promise<Omit<Stored, 'key'>> {
    await onDisk(() => makeFolder(this.incoming));
    const file = await onDisk(() => open(aside, 'wx', 0o600));
    try {
      const stored = await fill(file, source, maxBytes);
      await onDisk(() => file.sync());
      return stored;
    } finally {
      await onDisk(() => file.close());
    }
  }

  private get incoming(): string {
    return join(this.root, 'incoming');
  }

  private place(key: string): string {
    requireKey(key);
    return join(this.root, key.slice(0, 2), key.slice(2, 4), key);
  }
}

async function fill(file: FileHandle, source: AsyncIterable<Buffer>, maxBytes: number): Promise<Omit<Stored, 'key'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new StorageError('too-large');
      hash.update(chunk);
      await onDisk(() => file.writeFile(chunk)); // unlike write, it goes on until every octet is written
    }
  } catch (error) {
    throw sourceError(error);
  }
  if (bytes === 0) throw new StorageError('empty');
  return { bytes, sha256: hash.digest('hex') };
}

/** What the disk says, in the store's words. */
async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw new StorageError('missing', { cause: error });
    throw new StorageError(code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'unavailable', { cause: error });
  });
}

/** Nothing, if it went away meanwhile. */
async function gone<T>(work: () => Promise<T>): Promise<T | undefined> {
  return onDisk(work).catch((error: unknown) => {
    if ((error as StorageError).code === 'missing') return undefined;
    throw error;
  });
}

/** The names in a folder, one after the other; none where there is no folder, or a file in its place. */
async function* names(folder: string): AsyncIterable<string> {
  const opened = await gone(() => opendir(folder).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOTDIR') return undefined;
    throw error;
  }));
  if (!opened) return;
  for await (const entry of opened) yield entry.name;
}

const makeFolder = (path: string) => mkdir(path, { recursive: true, mode: 0o700 });

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
