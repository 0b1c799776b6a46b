import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Test } from 'supertest';
import type { Official } from './official.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Metadata as tus sends it. */
export const metadata = (values: Record<string, string>): string => Object.entries(values).map(([key, value]) => `${key} ${base64(value)}`).join(',');

/** What is sent where: to a document, or to a course. */
export interface SentTo { path: string; of: string; filename: string }
const toDocuments: SentTo = { path: 'uploads', of: 'document', filename: 'report.txt' };
export const toCourses: SentTo = { path: 'package-uploads', of: 'course', filename: 'course.zip' };

/** Resumable uploads as a client of the protocol makes them, byte for byte. */
export class Tus {
  constructor(
    private readonly url: string,
    readonly official: Official,
    private readonly to = toDocuments,
  ) {}

  announce(target: string, length: number, more: Record<string, string> = {}, headers: Record<string, string> = {}): Test {
    return this.official.call('post', `/${this.to.path}`).set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': String(length), 'Upload-Metadata': metadata({ [this.to.of]: target, filename: this.to.filename, ...more }), ...headers });
  }

  /** @returns the id of an upload begun */
  async begun(target: string, length: number, more: Record<string, string> = {}): Promise<string> {
    const answer = await this.announce(target, length, more);
    if (answer.status !== 201) throw new Error(`not begun: ${answer.status} ${answer.text}`);
    return String(answer.headers.location).split('/').at(-1) ?? '';
  }

  send(id: string, offset: number, part: Buffer | string, headers: Record<string, string> = {}): Test {
    return this.official.call('patch', `/${this.to.path}/${id}`)
      .set({ 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset), ...headers }).send(part as string);
  }

  /** The answer to HEAD: status, and how far it has come. */
  async stands(id: string): Promise<{ status: number; offset: number; headers: Headers }> {
    const answer = await fetch(`${this.url}/api/v1/${this.to.path}/${id}`, { method: 'HEAD', headers: { ...this.official.headers, 'Tus-Resumable': '1.0.0' } });
    return { status: answer.status, offset: Number(answer.headers.get('upload-offset')), headers: answer.headers };
  }

  async look(id: string): Promise<Record<string, unknown>> {
    return (await this.official.get(`/${this.to.path}/${id}`)).body as Record<string, unknown>;
  }

  give(id: string): Test {
    return this.official.call('delete', `/${this.to.path}/${id}`).set('Tus-Resumable', '1.0.0');
  }

  /** A part whose sending is in the test's hand: written piece by piece, cut, or never ended. Chunked unless a length is said. */
  sending(id: string, offset: number, length?: number): Sending {
    const { hostname, port } = new URL(this.url);
    return new Sending(httpRequest({
      hostname, port, method: 'PATCH', path: `/api/v1/${this.to.path}/${id}`, agent: false,
      headers: { ...this.official.headers, 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset), ...(length === undefined ? {} : { 'Content-Length': String(length) }) },
    }));
  }
}

export class Sending {
  /** Resolves with the status, or null when the connection broke instead. */
  readonly answered: Promise<number | null>;

  constructor(private readonly request: ClientRequest) {
    this.answered = new Promise((resolve) => {
      request.on('response', (response: IncomingMessage) => { response.resume(); resolve(response.statusCode ?? null); });
      request.on('error', () => resolve(null));
    });
    request.flushHeaders();
  }

  write(part: Buffer | string): Promise<void> {
    return new Promise((resolve) => { this.request.write(part, () => resolve()); });
  }

  end(): Promise<number | null> {
    this.request.end();
    return this.answered;
  }

  cut(): void {
    this.request.destroy();
  }
}
