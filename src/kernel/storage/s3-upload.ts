import { createHash } from 'node:crypto';
import { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, DeleteObjectCommand, HeadObjectCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import type { Bucket } from './s3-bucket.js';
import { sourceError, StorageError, type Stored } from './storage.js';

const partSize = 8 * 2 ** 20;
const atOnce = 2;

/** What one request carries. Its memory is used again for a later part, so an upload takes 16 MiB however long it is. */
class Part {
  private readonly memory = Buffer.allocUnsafeSlow(partSize);
  private length = 0;
  private hash = createHash('md5');

  /** Takes as much as there is room for. @returns the rest */
  take(chunk: Buffer): Buffer {
    const taken = chunk.copy(this.memory, this.length);
    this.hash.update(chunk.subarray(0, taken));
    this.length += taken;
    return chunk.subarray(taken);
  }

  /** What was taken, with its MD5; the memory is free again once `reuse` is called. */
  sealed(): { Body: Buffer; ContentLength: number; ContentMD5: string; md5: Buffer } {
    const md5 = this.hash.digest();
    return { Body: this.memory.subarray(0, this.length), ContentLength: this.length, ContentMD5: md5.toString('base64'), md5 };
  }

  reuse(): this {
    this.length = 0;
    this.hash = createHash('md5');
    return this;
  }
}

/** Streams a source into one object: in one request if it is short, else in parts, of which two are on their way at a time. */
export async function upload(bucket: Bucket, key: string, source: AsyncIterable<Buffer>, maxBytes: number): Promise<Omit<Stored, 'key'>> {
  const hash = createHash('sha256');
  const object = { Bucket: bucket.name, Key: key };
  let bytes = 0;
  let part = new Part();
  let parts: Multipart | undefined;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new StorageError('too-large');
      hash.update(chunk);
      for (let rest = part.take(chunk); rest.length > 0; rest = part.take(rest)) {
        parts ??= await Multipart.begin(bucket, object);
        part = await parts.send(part);
      }
    }
    if (bytes === 0) throw new StorageError('empty');
    await (parts ? parts.finish(part, bytes) : putWhole(bucket, object, part));
  } catch (error) {
    const failure = sourceError(error);
    await parts?.abandon((failure as { code?: string }).code === 'unavailable');
    if (failure instanceof WrongOctets) await bucket.ask(new DeleteObjectCommand(object)).catch(() => undefined);
    throw failure;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function putWhole(bucket: Bucket, object: { Bucket: string; Key: string }, part: Part): Promise<void> {
  const { md5, ...content } = part.sealed();
  await bucket.carry(new PutObjectCommand({ ...object, ...content, ContentType: 'application/octet-stream' }), (answer) => believe(answer, md5.toString('hex')));
}

class Multipart {
  private readonly onTheirWay = new Set<Promise<void>>();
  private readonly sent: { md5: Buffer; ETag?: string }[] = [];
  private readonly stop = new AbortController();
  private readonly spare: Part[] = Array.from({ length: atOnce - 1 }, () => new Part());

  private constructor(
    private readonly bucket: Bucket,
    private readonly upload: { Bucket: string; Key: string; UploadId: string },
  ) {}

  static async begin(bucket: Bucket, object: { Bucket: string; Key: string }): Promise<Multipart> {
    const { UploadId } = await bucket.ask(new CreateMultipartUploadCommand({ ...object, ContentType: 'application/octet-stream' }));
    if (!UploadId) throw new StorageError('unavailable', { cause: new Error('the store begins an upload without an id') });
    return new Multipart(bucket, { ...object, UploadId });
  }

  /** Sends a part on its way. @returns one to fill, as soon as there is one. @throws StorageError when an earlier one failed */
  async send(part: Part): Promise<Part> {
    this.launch(part);
    if (this.spare.length === 0) await Promise.race(this.onTheirWay);
    return this.spare.pop() ?? new Part();
  }

  async finish(last: Part, bytes: number): Promise<void> {
    this.launch(last);
    await Promise.all(this.onTheirWay);
    const Parts = this.sent.map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
    const answer = await this.bucket.complete(new CompleteMultipartUploadCommand({ ...this.upload, MultipartUpload: { Parts } })).catch((error: unknown) => this.alreadyDone(error, bytes));
    if (answer) believe(answer, `${createHash('md5').update(Buffer.concat(this.sent.map(({ md5 }) => md5))).digest('hex')}-${this.sent.length}`);
  }

  /** Nothing stays behind; and if the store does not hear, its sweeping finds it. Where it was away already it is asked once. */
  async abandon(away: boolean): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.onTheirWay);
    const command = new AbortMultipartUploadCommand(this.upload);
    await (away ? this.bucket.once(1_000, command) : this.bucket.ask(command)).catch(() => undefined);
  }

  private launch(part: Part): void {
    const { md5, ...content } = part.sealed();
    const sent: { md5: Buffer; ETag?: string } = { md5 };
    this.sent.push(sent);
    const command = new UploadPartCommand({ ...this.upload, ...content, PartNumber: this.sent.length });
    const way = this.bucket.carry(command, (answer) => believe(answer, md5.toString('hex')), this.stop.signal).then(({ ETag }) => {
      sent.ETag = ETag;
      this.onTheirWay.delete(way);
      this.spare.push(part.reuse());
    });
    way.catch(() => undefined); // it stays on its way, and whoever waits next is told
    this.onTheirWay.add(way);
  }

  /** The answer to the first try may have been lost: then there is no such upload any more, and the object is there. */
  private async alreadyDone(error: unknown, bytes: number): Promise<undefined> {
    if ((error as StorageError).code !== 'missing') throw error;
    const { ContentLength, ETag } = await this.bucket.ask(new HeadObjectCommand({ Bucket: this.upload.Bucket, Key: this.upload.Key }));
    if (ContentLength !== bytes || !ETag?.includes(`-${this.sent.length}`)) throw error;
  }
}

class WrongOctets extends StorageError {
  constructor() {
    super('unavailable', { cause: new Error('the store took other octets than were sent') });
  }
}

/** Where a store names an object by its MD5, as S3 does unless it encrypts with keys of its own, another name means other octets. */
function believe({ ETag = '', ServerSideEncryption: encryption = 'AES256' }: { ETag?: string; ServerSideEncryption?: string }, md5: string): void {
  const named = /^"?([0-9a-f]{32}(-\d+)?)"?$/.exec(ETag)?.[1];
  if (encryption === 'AES256' && named && named !== md5) throw new WrongOctets();
}
