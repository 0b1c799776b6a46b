import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';

/** 'unavailable': no verdict, ask again later. 'not_configured': there is no scanner here, and the file says so for good. */
export type Verdict = 'clean' | 'infected' | 'unavailable' | 'not_configured';

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
