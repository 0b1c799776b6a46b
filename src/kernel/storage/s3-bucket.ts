import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client, type S3ClientConfig, type ServiceInputTypes, type ServiceOutputTypes } from '@aws-sdk/client-s3';
import { StorageError } from './storage.js';

export interface BucketSettings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Milliseconds. A store that is down or hangs is given up after `answer` and `patience` together: fifteen seconds (RR-8). */
const limits = { connect: 2_000, answer: 4_000, patience: 11_000, part: 300_000, complete: 30_000 };
const tries = 4;

type Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = Parameters<typeof S3Client.prototype.send<Input, Output>>[0];

/** A bucket, asked with patience that ends: what may pass is tried again, three times at most, after pauses drawn by chance. */
export class Bucket {
  readonly name: string;
  private readonly client: S3Client;
  /** For what carries a body: here the connection itself is watched, for a long body on a slow line is no fault while it moves. */
  private readonly carrier: S3Client;

  constructor(settings: BucketSettings) {
    this.name = settings.bucket;
    this.client = new S3Client(configuration(settings, 0));
    this.carrier = new S3Client(configuration(settings, limits.answer));
  }

  /** @throws StorageError */
  ask<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(command: Command<Input, Output>): Promise<Output> {
    return persistently(limits.answer, (signal) => this.client.send(command, { abortSignal: signal }));
  }

  /** A request with a body of its own. `stop` ends it, and its tries. @throws StorageError */
  carry<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(command: Command<Input, Output>, accept: (output: Output) => void, stop?: AbortSignal): Promise<Output> {
    return persistently(limits.part, async (signal) => {
      const output = await this.carrier.send(command, { abortSignal: stop ? AbortSignal.any([signal, stop]) : signal });
      accept(output);
      return output;
    }, stop);
  }

  /** A request the store may take its time for, since it puts parts together. @throws StorageError */
  complete<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(command: Command<Input, Output>): Promise<Output> {
    return persistently(limits.complete, (signal) => this.client.send(command, { abortSignal: signal }));
  }

  /** One try, no longer than this. */
  once<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(milliseconds: number, command: Command<Input, Output>): Promise<Output> {
    return within(milliseconds, (signal) => this.client.send(command, { abortSignal: signal }));
  }

  close(): void {
    this.client.destroy();
    this.carrier.destroy();
  }
}

/** The client's own tries are off, so that there is one rule; so are its checksums, which older stores do not know: parts carry their MD5 instead. */
function configuration({ endpoint, region, accessKeyId, secretAccessKey }: BucketSettings, socketTimeout: number): S3ClientConfig {
  const agent = { keepAlive: true, maxSockets: 1_000 };
  return {
    endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true, maxAttempts: 1, expectContinueHeader: false,
    requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: limits.connect, socketTimeout, httpAgent: agent, httpsAgent: { ...agent, minVersion: 'TLSv1.2' } },
  };
}

async function persistently<T>(limit: number, attempt: (signal: AbortSignal) => Promise<T>, stop?: AbortSignal): Promise<T> {
  let end = Number.POSITIVE_INFINITY;
  for (let turn = 1; ; turn++) {
    try {
      return await within(Math.min(limit, end - Date.now()), attempt);
    } catch (error) {
      end = Math.min(end, Date.now() + limits.patience);
      const pause = 200 * 3 ** (turn - 1) * (0.5 + Math.random());
      if (turn === tries || !mayPass(error) || Date.now() + pause >= end || stop?.aborted) throw inOurWords(error);
      await sleep(pause);
    }
  }
}

/**
 * Time is counted in eighths that this process could have used to hear an answer: while it is too busy to look, none passes, and a store is not
 * given up for what is our own doing. The signal is silent once this has resolved: a body that comes after its headers is not cut by it.
 */
async function within<T>(milliseconds: number, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const patience = new AbortController();
  let left = 8;
  const timer = setInterval(() => { if (--left <= 0) patience.abort(); }, Math.max(0, milliseconds) / left);
  return attempt(patience.signal).finally(() => clearInterval(timer));
}

const named = (error: unknown) => (error as { name?: string }).name ?? '';
const status = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
const isFull = (error: unknown) => status(error) === 507 || /StorageFull|QuotaExceeded|InsufficientStorage/.test(named(error));

/** No answer, a store that is overloaded or broken for the moment, a body that was damaged on its way, a clock that is wrong and was set right. */
function mayPass(error: unknown): boolean {
  if (isFull(error)) return false;
  const code = status(error);
  return code === undefined || code < 400 || code === 408 || code === 429 || (code >= 500 && code !== 501) || ['RequestTimeout', 'RequestTimeTooSkewed', 'BadDigest', 'SlowDown'].includes(named(error));
}

function inOurWords(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (isFull(error)) return new StorageError('full', { cause: error });
  const missing = ['NoSuchKey', 'NotFound', 'NoSuchUpload'].includes(named(error));
  return new StorageError(missing ? 'missing' : 'unavailable', { cause: error });
}
