import type { Readable } from 'node:stream';

/** Octets from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface Stored {
  key: string;
  bytes: number;
  /** Of what was stored, in lower-case hex. */
  sha256: string;
}

export interface Blob {
  key: string;
  bytes: number;
  /** When it was stored. */
  at: Date;
}

/**
 * Why the store did not do it: 'empty' and 'too-large' (the source), 'incomplete' (the source broke off), 'missing' (nothing under this key),
 * 'full' (no room left), 'unavailable' (the store does not answer, or not what it should, after tries that are bounded).
 */
export class StorageError extends Error {
  constructor(
    readonly code: 'empty' | 'too-large' | 'incomplete' | 'missing' | 'unavailable' | 'full',
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

const keyShape = /^[0-9a-f]{32}$/;

/** Whether this could be a storage key: 32 lower-case hexadecimal digits. */
export const isKey = (text: string): boolean => keyShape.test(text);

/** The key, if it is one. Keys come from the portal alone, so anything else is a bug. */
export function requireKey(key: string): string {
  if (!isKey(key)) throw new Error('not a storage key');
  return key;
}

/** A source that went away by itself is told from one that fails by a bug, which is thrown as it is. */
export function sourceError(error: unknown): unknown {
  const { code = '', message } = error as { code?: string; message?: string };
  const brokenOff = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(code) || message === 'aborted';
  return brokenOff ? new StorageError('incomplete', { cause: error }) : error;
}

/**
 * Where blobs lie, under keys drawn by chance. It knows nothing of encryption, and of what a blob belongs to. A class, so that it can be injected;
 * its drivers are the local disk and S3, and one suite of tests holds for both. @throws StorageError from each method but `health`
 */
export abstract class Storage {
  /**
   * Streams a source in, hashing on the way; when this resolves it is there for good, and otherwise not at all. A key given by the caller, 32
   * hexadecimal digits, makes a repeated try replace the one before it as a whole. No piece of the source is held once the next is asked for.
   */
  abstract put(source: AsyncIterable<Buffer>, limit: { maxBytes: number; key?: string }): Promise<Stored>;
  /** A stream that breaks off fails; it never ends early as if it were whole. */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;
  abstract size(key: string): Promise<number>;
  /** Removing what is not there is no error. */
  abstract remove(key: string): Promise<void>;
  /** Every blob that is stored, in no order, as a stream. What comes or goes meanwhile may be in it or not. */
  abstract list(): AsyncIterable<Blob>;
  /** Removes what is left of writes that were never finished and began before this moment. @returns how many */
  abstract sweep(olderThan: Date): Promise<number>;
  /** Whether the store can be reached and written to now; room is not asked about, since reading needs none. */
  abstract health(): Promise<boolean>;
  /** Lets go of connections that are kept. */
  close(): void {}
}
