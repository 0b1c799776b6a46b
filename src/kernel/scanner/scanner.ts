import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { conflict } from '../problems.js';

/** 'unavailable': no verdict, ask again later. 'not_configured': there is no scanner here, and the file says so for good. */
export type Verdict = 'clean' | 'infected' | 'unavailable' | 'not_configured';

/** What the portal knows of a file it keeps. */
export type Scan = 'pending' | 'clean' | 'infected' | 'not_scanned';

const idleLimit = 30_000;

/** clamd by INSTREAM. Only the exact answer `stream: OK` is clean (SR-64); whatever else it says, or does not say, is no verdict. */
@Injectable()
export class Scanner {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  async inspect(open: () => Promise<Readable>): Promise<Verdict> {
    if (!this.settings.scanner) return 'not_configured';
    const socket = this.dial();
    try {
      const answer = await this.ask(socket, await open());
      if (answer === 'stream: OK') return 'clean';
      return /^stream: .+ FOUND$/.test(answer) ? 'infected' : 'unavailable';
    } catch {
      return 'unavailable';
    } finally {
      socket.destroy();
    }
  }

  /** The standing of a kept file. No answer leaves it pending: this throws, and the job that asks is tried again. */
  async scan(open: () => Promise<Readable>): Promise<Scan> {
    const verdict = await this.inspect(open);
    if (verdict === 'clean' || verdict === 'infected') return verdict;
    if (verdict === 'not_configured') return 'not_scanned';
    throw new Error('the scanner gave no verdict');
  }

  /** Whether a file may leave. @throws Problem 409 */
  requireScanned(scan: Scan): void {
    if (scan === 'infected') throw conflict('Malware was found in this file. It is kept as evidence and given to nobody.', 'infected');
    if (scan === 'not_scanned' && this.settings.mode === 'production') throw conflict('This file was never scanned for malware, so it is not given out. Whoever sent it can send it again.', 'not-scanned');
    if (scan === 'pending') throw conflict('This file is still being inspected. Try again in a moment.', 'not-inspected-yet');
  }

  private dial(): Socket {
    const [kind, ...rest] = this.settings.scanner.split(':');
    return kind === 'unix' ? connect({ path: rest.join(':') }) : connect({ host: rest[0], port: Number(rest[1]) });
  }

  /** u32 big-endian length and bytes per chunk, then a zero length; the answer ends in NUL. */
  private async ask(socket: Socket, source: Readable): Promise<string> {
    let answer = '';
    const answered = new Promise<void>((resolve, reject) => {
      socket.setTimeout(idleLimit, () => reject(new Error('the scanner is silent')));
      socket.on('error', reject);
      socket.on('data', (bytes: Buffer) => {
        answer += bytes.toString('utf8');
        if (answer.includes('\0') || answer.length > 4096) resolve();
      });
      socket.on('close', () => resolve());
    });
    answered.catch(() => undefined);
    socket.write('zINSTREAM\0');
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (answer || socket.destroyed) break;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), answered]);
    }
    if (!socket.destroyed) socket.write(Buffer.alloc(4));
    await answered;
    return answer.split('\0')[0] ?? '';
  }
}
