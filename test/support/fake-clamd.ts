import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What it answers to a scan: text as it goes out (its NUL included, or missing), or nothing at all, or the end of the line. */
export type Answer = (content: Buffer) => string | Buffer | 'hang' | 'close';

/** Malware for the fake: harmless, and found by it alone. */
export const marker = 'PORTAL-AV-TEST-MARKER-7f3a9c';

/** Something that talks as clamd does, in this process, and as badly as a test wants. */
export class FakeClamd {
  /** What its scans are answered. */
  answer: Answer;
  /** What it says of itself. */
  version = 'ClamAV 1.4.6/27600/Thu Nov 26 09:00:00 2026';
  /** Everything that was sent to be scanned. */
  readonly scanned: Buffer[] = [];
  private readonly lines = new Set<Socket>();
  private port = 0;
  private server: Server | undefined;

  constructor() {
    this.answer = this.honest;
  }

  static async start(): Promise<FakeClamd> {
    const clamd = new FakeClamd();
    await clamd.listen();
    return clamd;
  }

  readonly honest: Answer = (content) => (content.includes(marker) ? 'stream: Fake.Marker FOUND\0' : 'stream: OK\0');

  /** For FOCALPOINT_SCANNER; the same after it was away. */
  get address(): string {
    return `tcp:127.0.0.1:${this.port}`;
  }

  async listen(): Promise<void> {
    const server = (this.server = createServer((line) => this.converse(line)));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Nobody listens from now on. */
  async away(): Promise<void> {
    for (const line of this.lines) line.destroy();
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
    this.server = undefined;
  }

  private converse(line: Socket): void {
    this.lines.add(line);
    let heard = Buffer.alloc(0);
    line.on('close', () => this.lines.delete(line));
    line.on('error', () => undefined);
    line.on('data', (bytes) => {
      heard = Buffer.concat([heard, bytes]);
      if (heard.toString('latin1').startsWith('zVERSION\0')) line.end(`${this.version}\0`);
      const content = contentOf(heard);
      if (!content) return;
      this.scanned.push(content);
      const answer = this.answer(content);
      if (answer === 'close') line.end();
      else if (answer !== 'hang') line.end(answer);
    });
  }
}

/** What was streamed, once it is whole. */
function contentOf(heard: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
