import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Test } from 'supertest';
import type { Official } from './official.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Metadata as tus sends it. */
export const metadata = (values: Record<string, string>): string => Object.entries(values).map(([key, value]) => `${key} ${base64(value)}`).join(',');

/** Resumable uploads as a client of the protocol makes them, byte for byte. */
export class Tus {
  constructor(
    private readonly url: string,
    readonly official: Official,
  ) {}

  announce(document: string, length: number, more: Record<string, string> = {}, headers: Record<string, string> = {}): Test {
    return this.official.call('post', '/uploads').set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': String(length), 'Upload-Metadata': metadata({ document, filename: 'report.txt', ...more }), ...headers });
  }

  /** @returns the id of an upload begun */
  async begun(document: string, length: number, more: Record<string, string> = {}): Promise<string> {
    const answer = await this.announce(document, length, more);
    if (answer.status !== 201) throw new Error(`not begun: ${answer.status} ${answer.text}`);
    return String(answer.headers.location).split('/').at(-1) ?? '';
  }

  send(id: string, offset: number, part: Buffer | string, headers: Record<string, string> = {}): Test {
    return this.official.call('patch', `/uploads/${id}`)
      .set({ 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset), ...headers }).send(part as string);
  }

  /** The answer to HEAD: status, and how far it has come. */
  async stands(id: string): Promise<{ status: number; offset: number; headers: Headers }> {
    const answer = await fetch(`${this.url}/api/v1/uploads/${id}`, { method: 'HEAD', headers: { ...this.official.headers, 'Tus-Resumable': '1.0.0' } });
    return { status: answer.status, offset: Number(answer.headers.get('upload-offset')), headers: answer.headers };
  }

  async look(id: string): Promise<Record<string, unknown>> {
    return (await this.official.get(`/uploads/${id}`)).body as Record<string, unknown>;
  }

  give(id: string): Test {
    return this.official.call('delete', `/uploads/${id}`).set('Tus-Resumable', '1.0.0');
  }

  /** A part whose sending is in the test's hand: written piece by piece, cut, or never ended. Chunked unless a length is said. */
  sending(id: string, offset: number, length?: number): Sending {
    const { hostname, port } = new URL(this.url);
    return new Sending(httpRequest({
      hostname, port, method: 'PATCH', path: `/api/v1/uploads/${id}`, agent: false,
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
