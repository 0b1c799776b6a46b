import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Kept {
  octets: Buffer;
  etag: string;
  at: Date;
}

interface Unfinished {
  key: string;
  begun: Date;
  parts: Map<number, Kept>;
}

const md5 = (octets: Buffer) => createHash('md5').update(octets).digest();

/** As much of S3 as the portal uses, in memory, with lists of two a page: for what goes wrong on the line. What S3 itself does, Swift shows (test/real). */
export class SmallS3 {
  readonly objects = new Map<string, Kept>();
  readonly unfinished = new Map<string, Unfinished>();
  /** Method and query of each request, in order. */
  readonly requests: string[] = [];
  /** A kind of request, as named in `requests`, that is refused. */
  refuses = '';
  /** When the last request said that it was. */
  signedAt = '';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmallS3> {
    const server = createServer();
    const store = new SmallS3(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void store.serve(request, response).catch(() => response.destroy()));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return store;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What is kept, finished or not. */
  everything(): string[] {
    return [...this.objects.keys(), ...this.unfinished.keys()];
  }

  clear(): void {
    for (const kept of [this.objects, this.unfinished]) kept.clear();
    this.requests.length = 0;
    this.refuses = '';
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
    const [, , key = ''] = pathname.split('/');
    const body = await buffer(request);
    this.requests.push(`${request.method} ${[...query.keys()].filter((name) => name !== 'x-id').join(',')}`.trim());
    this.signedAt = String(request.headers['x-amz-date']);
    if (this.requests.at(-1) === this.refuses) return fail(response, 403, 'AccessDenied');
    const wanted = request.headers['content-md5'];
    if (wanted && wanted !== md5(body).toString('base64')) return fail(response, 400, 'BadDigest');
    if (!key) return this.bucket(request, response, query);
    const id = query.get('uploadId');
    if (id) return this.part(request, response, { id, key, number: Number(query.get('partNumber')), body });
    if (query.has('uploads')) return this.begin(response, key);
    return this.object(request, response, key, body);
  }

  private bucket(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    if (request.method === 'HEAD') return void response.end();
    if (query.has('uploads')) {
      const after = query.get('key-marker') ?? '';
      const ids = [...this.unfinished.keys()].filter((id) => id > after).sort();
      const uploads = ids.slice(0, 2).map((id) => `<Upload><Key>${this.unfinished.get(id)?.key}</Key><UploadId>${id}</UploadId><Initiated>${wholeSecond(this.unfinished.get(id)?.begun)}</Initiated></Upload>`);
      return xml(response, `<ListMultipartUploadsResult><IsTruncated>${ids.length > 2}</IsTruncated><NextKeyMarker>${ids[1]}</NextKeyMarker>${uploads.join('')}</ListMultipartUploadsResult>`);
    }
    const from = Number(query.get('continuation-token') ?? 0);
    const page = [...this.objects].slice(from, from + 2);
    const contents = page.map(([key, { octets, at }]) => `<Contents><Key>${key}</Key><Size>${octets.length}</Size><LastModified>${wholeSecond(at)}</LastModified></Contents>`);
    const more = from + 2 < this.objects.size;
    return xml(response, `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''}${contents.join('')}</ListBucketResult>`);
  }

  private begin(response: ServerResponse, key: string): void {
    const id = randomUUID();
    this.unfinished.set(id, { key, begun: new Date(), parts: new Map() });
    xml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }

  private part(request: IncomingMessage, response: ServerResponse, { id, key, number, body }: { id: string; key: string; number: number; body: Buffer }): void {
    const upload = this.unfinished.get(id);
    if (!upload) return fail(response, 404, 'NoSuchUpload');
    if (request.method === 'DELETE') {
      this.unfinished.delete(id);
      return void response.writeHead(204).end();
    }
    if (request.method === 'PUT') {
      const kept = { octets: body, etag: md5(body).toString('hex'), at: new Date() };
      upload.parts.set(number, kept);
      return void response.setHeader('ETag', `"${kept.etag}"`).end();
    }
    const parts = [...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, part]) => upload.parts.get(Number(part)));
    if (parts.length !== upload.parts.size || parts.includes(undefined)) return fail(response, 400, 'InvalidPart');
    const octets = Buffer.concat(parts.map((part) => part?.octets ?? Buffer.alloc(0)));
    const etag = `${md5(Buffer.concat(parts.map((part) => Buffer.from(part?.etag ?? '', 'hex')))).toString('hex')}-${parts.length}`;
    this.objects.set(key, { octets, etag, at: new Date() });
    this.unfinished.delete(id);
    return xml(response, `<CompleteMultipartUploadResult><ETag>"${etag}"</ETag></CompleteMultipartUploadResult>`);
  }

  private object(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    if (request.method === 'PUT') {
      this.objects.set(key, { octets: body, etag: md5(body).toString('hex'), at: new Date() });
      return void response.setHeader('ETag', `"${md5(body).toString('hex')}"`).end();
    }
    if (request.method === 'DELETE') {
      this.objects.delete(key);
      return void response.writeHead(204).end();
    }
    const found = this.objects.get(key);
    if (!found) return request.method === 'HEAD' ? void response.writeHead(404).end() : fail(response, 404, 'NoSuchKey');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(from ?? 0), Math.min(Number(to ?? Number.POSITIVE_INFINITY), found.octets.length - 1)];
    if (start > end) return fail(response, 416, 'InvalidRange');
    response.setHeader('ETag', `"${found.etag}"`).setHeader('Content-Length', end - start + 1);
    if (from) response.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${found.octets.length}` });
    return void response.end(request.method === 'HEAD' ? undefined : found.octets.subarray(start, end + 1));
  }
}

const xml = (response: ServerResponse, body: string) => void response.setHeader('Content-Type', 'application/xml').end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
const fail = (response: ServerResponse, status: number, code: string) => xml(Object.assign(response, { statusCode: status }), `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
/** Rounded up, as Swift does it. */
const wholeSecond = (at = new Date()) => new Date(Math.ceil(at.getTime() / 1_000) * 1_000).toISOString();
