import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, type GetObjectCommandOutput, HeadBucketCommand, HeadObjectCommand, ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { Bucket, type BucketSettings } from './s3-bucket.js';
import { breaksOffUnless } from './s3-body.js';
import { upload } from './s3-upload.js';
import { type Blob, type ByteRange, isKey, requireKey, Storage, StorageError, type Stored } from './storage.js';

/** Blobs in a bucket of any store that speaks S3. The bucket is the portal's alone; it must exist. */
export class S3Store extends Storage {
  private readonly bucket: Bucket;

  constructor(settings: BucketSettings) {
    super();
    this.bucket = new Bucket(settings);
  }

  override async put(source: AsyncIterable<Buffer>, { maxBytes, key = randomBytes(16).toString('hex') }: { maxBytes: number; key?: string }): Promise<Stored> {
    return { key, ...(await upload(this.bucket, requireKey(key), source, maxBytes)) };
  }

  override async open(key: string, range?: ByteRange): Promise<Readable> {
    const wanted = { ...this.object(key), ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}) };
    const answer = await this.bucket.ask(new GetObjectCommand(wanted)).catch((error: unknown) => {
      if (range && statusOf(error) === 416) return undefined;
      throw error;
    });
    return answer ? body(answer, range) : Readable.from([]);
  }

  override async size(key: string): Promise<number> {
    const { ContentLength: bytes } = await this.bucket.ask(new HeadObjectCommand(this.object(key)));
    if (bytes === undefined) throw new StorageError('unavailable', { cause: new Error('the store does not say how long an object is') });
    return bytes;
  }

  override async remove(key: string): Promise<void> {
    await unlessMissing(this.bucket.ask(new DeleteObjectCommand(this.object(key))));
  }

  override async *list(): AsyncIterable<Blob> {
    let from: string | undefined;
    do {
      const page = await this.bucket.ask(new ListObjectsV2Command({ Bucket: this.bucket.name, ContinuationToken: from }));
      for (const { Key: key = '', Size: bytes, LastModified: at } of page.Contents ?? []) {
        if (isKey(key) && bytes !== undefined && at) yield { key, bytes, at: unrounded(at) };
      }
      from = next(page.IsTruncated, page.NextContinuationToken);
    } while (from);
  }

  override async sweep(olderThan: Date): Promise<number> {
    let swept = 0;
    for await (const { key, id, begun } of this.unfinished()) {
      if (begun >= olderThan) continue;
      await unlessMissing(this.bucket.ask(new AbortMultipartUploadCommand({ ...this.object(key), UploadId: id })));
      swept++;
    }
    return swept;
  }

  override health(): Promise<boolean> {
    const asked = () => this.bucket.once(1_000, new HeadBucketCommand({ Bucket: this.bucket.name }));
    return asked().catch(asked).then(() => true, () => false); // twice, for a connection that was kept may have ended meanwhile
  }

  override close(): void {
    this.bucket.close();
  }

  private async *unfinished(): AsyncIterable<{ key: string; id: string; begun: Date }> {
    let from: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
    while (from) {
      const page: { IsTruncated?: boolean; NextKeyMarker?: string; NextUploadIdMarker?: string; Uploads?: { Key?: string; UploadId?: string; Initiated?: Date }[] } =
        await this.bucket.ask(new ListMultipartUploadsCommand({ Bucket: this.bucket.name, ...from }));
      for (const { Key: key = '', UploadId: id, Initiated: begun } of page.Uploads ?? []) {
        if (isKey(key) && id && begun) yield { key, id, begun: unrounded(begun) };
      }
      const marker = next(page.IsTruncated, page.NextKeyMarker);
      from = marker ? { KeyMarker: marker, UploadIdMarker: page.NextUploadIdMarker } : undefined;
    }
  }

  private object(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket.name, Key: requireKey(key) };
  }
}

/** Stores tell a time in whole seconds, and Swift rounds them up: what was written just now would lie ahead of the clock, too young for everybody who asks for an age. */
function unrounded(at: Date): Date {
  return new Date(at.getTime() - 1_000);
}

/** The octets that were announced, or an error; a store that answers with another part than the one wanted is not believed. */
function body(answer: GetObjectCommandOutput, range: ByteRange | undefined): Readable {
  const { Body: source, ContentLength: bytes, ContentRange: given } = answer;
  if (!(source instanceof Readable)) throw new StorageError('unavailable', { cause: new Error('the store answers without a body') });
  const fits = range ? bytes !== undefined && bytes <= range.end - range.start + 1 && given?.startsWith(`bytes ${range.start}-${range.start + bytes - 1}/`) : given === undefined;
  if (bytes === undefined || !fits) {
    source.destroy();
    throw new StorageError('unavailable', { cause: new Error(`the store answers with ${given ?? 'the whole'}, ${bytes} octets, to a request for ${range ? `${range.start}-${range.end}` : 'the whole'}`) });
  }
  return breaksOffUnless(source, bytes);
}

/** Where a list goes on; a list that says that it does, and not where, would be taken for whole. */
function next(more: boolean | undefined, marker: string | undefined): string | undefined {
  if (more && !marker) throw new StorageError('unavailable', { cause: new Error('the store does not say where its list goes on') });
  return more ? marker : undefined;
}

const statusOf = (error: unknown) => ((error as StorageError).cause as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;

async function unlessMissing(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if ((error as StorageError).code !== 'missing') throw error;
  });
}
