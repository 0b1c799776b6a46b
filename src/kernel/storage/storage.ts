import type { Readable } from 'node:stream';

/** Octets from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface Stored {
  key: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** Why a file could not be stored: 'empty', 'too-large', 'incomplete' (the source broke off). */
export class StorageError extends Error {
  constructor(
    readonly code: 'empty' | 'too-large' | 'incomplete',
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** Where files lie, under keys drawn by chance. A class, so that it can be injected; the local disk is the first driver, S3 will be the second. */
export abstract class Storage {
  /** Streams a source in, hashing on the way; it is there as a whole or not at all. @throws StorageError */
  abstract put(source: Readable, limit: { maxBytes: number }): Promise<Stored>;
  abstract open(key: string, range?: ByteRange): Promise<Readable>;
  abstract size(key: string): Promise<number>;
  /** Removing what is not there is no error. */
  abstract remove(key: string): Promise<void>;
  /** Whether the store can be written to now. */
  abstract health(): Promise<boolean>;
}
