import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ByteRange, Storage, StorageError, type Stored } from './storage.js';

const keyShape = /^[0-9a-f]{32}$/;

/** Files on a local disk: written aside, synced, then renamed into place, so that a crash leaves a whole file or none (RR-3). */
export class LocalDisk extends Storage {
  constructor(private readonly root: string) {
    super();
  }

  override async put(source: Readable, { maxBytes }: { maxBytes: number }): Promise<Stored> {
    const key = randomBytes(16).toString('hex');
    const aside = join(this.root, 'incoming', key);
    await mkdir(dirname(aside), { recursive: true, mode: 0o700 });
    const file = await open(aside, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new StorageError('too-large');
        hash.update(chunk);
        await file.writeFile(chunk); // unlike write, it goes on until every octet is written
      }
      if (bytes === 0) throw new StorageError('empty');
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(aside, { force: true });
      throw brokenOff(error) ? new StorageError('incomplete', { cause: error }) : error;
    }
    await file.close();
    const place = this.place(key);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(aside, place);
    await syncFolder(dirname(place));
    return { key, bytes, sha256: hash.digest('hex') };
  }

  override async open(key: string, range?: ByteRange): Promise<Readable> {
    const place = this.place(key);
    await access(place, constants.R_OK);
    return createReadStream(place, { ...range, highWaterMark: 256 * 1024 });
  }

  override async size(key: string): Promise<number> {
    return (await stat(this.place(key))).size;
  }

  override async remove(key: string): Promise<void> {
    await rm(this.place(key), { force: true });
  }

  override async health(): Promise<boolean> {
    return mkdir(this.root, { recursive: true, mode: 0o700 }).then(() => access(this.root, constants.W_OK)).then(() => true, () => false);
  }

  private place(key: string): string {
    if (!keyShape.test(key)) throw new Error('not a storage key');
    return join(this.root, key.slice(0, 2), key.slice(2, 4), key);
  }
}

const brokenOff = (error: unknown) => ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes((error as { code?: string }).code ?? '') || (error as Error).message === 'aborted';

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
