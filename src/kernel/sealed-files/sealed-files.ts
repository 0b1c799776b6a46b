import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { systemActor, type Actor } from '../access/index.js';
import { Database } from '../database/index.js';
import { failPoint } from '../fail-point.js';
import { Handles, Jobs, type Payload } from '../jobs/index.js';
import { Keyring, KeyringError, rewrapped } from '../keyring/index.js';
import { letGo } from '../let-go.js';
import { keyDestroyed, keysUnavailable, unavailable, type Problem } from '../problems.js';
import { type ByteRange, Storage, StorageError } from '../storage/index.js';
import { framesOf, newHeader, openFrames, sealFrames, sealedSize, type Seal } from './frames.js';

/** What a file belongs to: bound into each of its frames. */
export interface Belonging {
  /** Code of the party whose key wraps the file's. */
  owner: string;
  /** 'document/<id>'. */
  subject: string;
}

/** A file that lies sealed and can be opened. */
export interface KeptFile extends Belonging {
  key: string;
  /** Octets in clear. */
  bytes: number;
  /** Of the clear text, lower-case hex. */
  sha256: string;
  /**
   * The clear text, or the part of it asked for, both ends included; the first frame has been verified when this resolves.
   * @throws Problem 503 when the file is not what was sealed, or the store is away
   */
  open(range?: ByteRange): Promise<Readable>;
  /** The same piece by piece, each the reader's until the next one is asked for: its memory is used again then. */
  pieces(range?: ByteRange): Promise<AsyncGenerator<Buffer>>;
}

/** A file just sealed, which nothing refers to yet. */
export interface SealedFile extends KeptFile {
  keyId: string;
  wrapped: Buffer;
  header: Buffer;
}

interface Row {
  owner: string;
  subject: string;
  key_id: string;
  wrapped: Buffer;
  header: Buffer;
  bytes: string;
  sha256: string;
}

const keeper = systemActor('file-keeping');
/** Rows wrapped anew at a time. */
const batch = 100;
/** What the database says to a row under a key that was retired or destroyed while its file came. */
const keyHasEnded = 'KR001';
const keyOfBlob = /^[0-9a-f]{32}$/;

/**
 * Files encrypted at rest (SR-73): streamed once through hash and cipher under a key of their own, which the owner's key wraps. The wrapped key
 * lies in the database, the frames in the store, the owner's key in neither: two of the three open nothing.
 */
@Injectable()
export class SealedFiles {
  private readonly log = new Logger('sealed-files');

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly storage: Storage,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Seals a stream into the store, piece by piece, none of which is held; nothing of it is ever on disk in clear. Refer to it with `enter`, or `discard` it.
   * @throws StorageError, Problem 503 and 410
   */
  async put(source: AsyncIterable<Buffer>, { owner, subject, maxBytes, marking = '' }: Belonging & { maxBytes: number; marking?: string }): Promise<SealedFile> {
    const key = randomBytes(16).toString('hex');
    const dataKey = randomBytes(32);
    const { keyId, wrapped } = await this.keyring.wrap(owner, dataKey, contextOf(key, { owner, subject })).catch(refused);
    const seal: Seal = { dataKey, header: newHeader(marking), context: contextOf(key, { owner, subject }) };
    const hash = createHash('sha256');
    let bytes = 0;
    const counted = async function* () {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new StorageError('too-large');
        hash.update(chunk);
        yield chunk;
      }
      if (bytes === 0) throw new StorageError('empty');
    };
    await this.storage.put(passing(sealFrames(counted(), seal)), { maxBytes: sealedSize(maxBytes), key });
    return { ...this.kept(key, { owner, subject, bytes, sha256: hash.digest('hex') }, seal), keyId, wrapped, header: seal.header };
  }

  /** Refers to a sealed file, within the unit of work that keeps what it belongs to. */
  async enter({ key, owner, subject, keyId, wrapped, header, bytes, sha256 }: SealedFile): Promise<void> {
    await this.db.sql(
      'INSERT INTO app.sealed_files (storage_key, owner, subject, key_id, wrapped, header, bytes, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [key, owner, subject, keyId, wrapped, header, bytes, sha256],
    ).catch((error: unknown) => {
      if ((error as { code?: string }).code === keyHasEnded) throw keysUnavailable({ cause: error });
      throw error;
    });
  }

  /**
   * What it takes to open a file, within a unit of work that may know its key; it is opened outside of it.
   * @throws Problem 410 when the owner's key was destroyed, 503 when the keyring is away
   */
  async find(key: string): Promise<KeptFile> {
    const [row] = await this.db.sql<Row>('SELECT * FROM app.sealed_file($1)', [key], 'sealed_file');
    if (!row) throw this.damaged(key, 'nothing refers to it');
    const { owner, subject, header } = row;
    const context = contextOf(key, { owner, subject });
    const dataKey = await this.keyring.unwrap(row.key_id, row.wrapped, context).catch((error: unknown) => {
      if (error instanceof KeyringError && error.code === 'tampered') throw this.damaged(key, 'its wrapped key is not what it was');
      return refused(error);
    });
    return this.kept(key, { owner, subject, bytes: Number(row.bytes), sha256: row.sha256 }, { dataKey, header, context });
  }

  /**
   * Wraps anew what these keys of one party wrap, under its active one, row by row: killed at any place it goes on from there. A row that cannot
   * be opened stays as it is. Outside of a unit of work, as a task that keeps files.
   * @returns how many rows were wrapped anew. @throws KeyringError
   */
  async rewrap(actor: Actor, from: readonly string[]): Promise<number> {
    let done = 0;
    for (let after = ''; ; ) {
      const rows = await this.db.read(actor, () => this.db.sql<Row & { storage_key: string }>('SELECT * FROM app.sealed_files WHERE key_id = ANY ($1) AND storage_key > $2 ORDER BY storage_key LIMIT $3', [from, after, batch]));
      const fresh: (readonly [string, string, string, Buffer])[] = [];
      for (const row of rows) {
        const context = contextOf(row.storage_key, row);
        const wrapped = await rewrapped(this.keyring, row, context, row.owner);
        if (wrapped) fresh.push([row.storage_key, row.key_id, wrapped.keyId, wrapped.wrapped]);
        else this.damaged(row.storage_key, 'its wrapped key is not what it was');
      }
      await this.db.write(actor, async () => {
        for (const one of fresh) await this.db.sql('UPDATE app.sealed_files SET key_id = $3, wrapped = $4 WHERE storage_key = $1 AND key_id = $2', [...one], 'rewrap_file');
      });
      failPoint('rewrapped');
      done += fresh.length;
      after = rows.at(-1)?.storage_key ?? '';
      if (rows.length < batch) return done;
    }
  }

  /** Gives a file up, within the unit of work that gives up what it belonged to: its key is gone when that commits, its octets soon after. */
  async forget(key: string): Promise<void> {
    await this.db.sql('SELECT app.forget_sealed_file($1)', [key], 'forget_sealed_file');
    await this.jobs.enqueue('remove-blob', { key }, { key: `remove-blob/${key}` });
    failPoint('file-forgotten');
  }

  /**
   * Removes a sealed file nothing came to refer to. A commit whose answer was lost may have been made after all, so this is asked first, in the
   * row's own place: an insert that is still under way is waited for. Where that cannot be asked the object stays, for fsck to remove.
   */
  async discard(file: SealedFile): Promise<void> {
    const free = await this.db.write(keeper, async () => {
      await this.enter(file);
      await this.db.sql('SELECT app.forget_sealed_file($1)', [file.key], 'forget_sealed_file');
    }).then(() => true, () => false);
    if (free) await this.storage.remove(file.key);
  }

  @Handles('remove-blob')
  async removeBlob({ key }: Payload): Promise<void> {
    if (!keyOfBlob.test(String(key))) return;
    failPoint('blob-to-remove');
    await this.storage.remove(String(key));
    failPoint('blob-removed');
  }

  private kept(key: string, about: Belonging & { bytes: number; sha256: string }, seal: Seal): KeptFile {
    const open = async (range: ByteRange | undefined, lasting: boolean) => this.open(key, about.bytes, seal, range, lasting);
    return {
      key, ...about,
      open: async (range) => Readable.from(await open(range, true), { objectMode: false, highWaterMark: 1 }),
      pieces: (range) => open(range, false),
    };
  }

  private async open(key: string, bytes: number, seal: Seal, range: ByteRange = { start: 0, end: bytes - 1 }, lasting: boolean): Promise<AsyncGenerator<Buffer>> {
    const frames = framesOf(range.start, range.end, bytes);
    const source = await this.storage.open(key, { start: frames.start, end: frames.end }).catch((error: unknown) => {
      if (error instanceof StorageError && error.code === 'missing') throw this.damaged(key, 'it is not in the store');
      throw unavailable('The store of files does not answer. Try again in a moment.', 5, { cause: error });
    });
    const clear = openFrames(source as AsyncIterable<Buffer>, seal, { ...range, bytes });
    const first = await clear.next().catch((error: unknown) => {
      source.destroy();
      throw this.damaged(key, String(error));
    });
    return this.following(key, source, first, clear, lasting);
  }

  private async *following(key: string, source: Readable, first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>, lasting: boolean): AsyncGenerator<Buffer> {
    try {
      for (let piece = first; !piece.done; piece = await rest.next()) {
        yield piece.value;
        if (!lasting) letGo(piece.value);
      }
    } catch (error) {
      throw this.damaged(key, String(error));
    } finally {
      source.destroy();
    }
  }

  private damaged(key: string, what: string): Problem {
    this.log.error({ key }, `ALARM: a kept file cannot be opened: ${what}`);
    return unavailable('This file is damaged in the store, so nothing of it is given out. The operator must look into it.', 3600);
  }
}

/** The sealed octets as they are, past the points where a crash would leave part of them. */
async function* passing(frames: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const frame of frames) {
    yield frame;
    failPoint(count === 0 ? 'sealed-header' : count === 1 ? 'sealed-first-frame' : 'sealed-frame');
    count += 1;
  }
  failPoint('sealed-last-frame');
}

const contextOf = (key: string, { owner, subject }: Belonging) => `${key}\n${owner}\n${subject}`;

function refused(error: unknown): never {
  if (!(error instanceof KeyringError)) throw error;
  throw error.code === 'destroyed' ? keyDestroyed('The key of its originator was destroyed, so nobody can read this file again.') : keysUnavailable({ cause: error });
}
