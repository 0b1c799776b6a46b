import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { unavailable } from '../problems.js';
import type { Answer, Mark, Order, Outline, Run } from './shapes.js';
import { spent } from './spent.js';

/** Why there is no rendition: 'locked' by a password, 'too-large' to be decoded, 'unreadable', or 'too-slow': it took more time or memory than a file may. */
export class RenderingError extends Error {
  constructor(readonly code: 'unreadable' | 'locked' | 'too-large' | 'too-slow') {
    super(code);
  }
}

const limits = { seconds: 20, milliseconds: 120_000, heapMegabytes: 256, residentMegabytes: 1_024, waiting: 64 };

/** The built file: also under test, where this one is read as it was written. */
const farSide = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/src/kernel/rendering/render-process.js' : './render-process.js', import.meta.url);

/**
 * Makes page images, fits them into few octets, and puts watermarks on. Each piece of work is a process of its own that gets the file on its
 * standard input and nothing else: no settings, no secrets, no file, no network; it ends after 20 seconds of the processor's time (a machine that is
 * busy with other things spoils no rendition), after two minutes in any case, or at its bound of memory. What reads the file there is WebAssembly, so
 * that a hostile one can at worst spoil its own rendition.
 */
@Injectable()
export class Renderer {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** How many pages, and of what shape. @throws RenderingError */
  async outline(file: Buffer, mediaType: string): Promise<Outline> {
    const { answer: { outline } } = await this.order({ task: 'outline', mediaType }, file);
    return outline ?? { pages: 0, sizes: [] };
  }

  /** One page as WebP, with its text. @param longest pixels of its longer side @throws RenderingError */
  async page(file: Buffer, mediaType: string, { page, longest, maxBytes }: { page: number; longest: number; maxBytes: number }): Promise<{ image: Buffer; runs: Run[] }> {
    const { answer, bytes } = await this.order({ task: 'page', mediaType, page, longest, maxBytes }, file);
    return { image: bytes, runs: answer.runs ?? [] };
  }

  /** A page image within so many octets, with the mark laid over it when there is one. @throws RenderingError */
  async fit(image: Buffer, maxBytes: number, mark?: Mark): Promise<Buffer> {
    return (await this.order({ task: 'fit', maxBytes, mark }, image)).bytes;
  }

  /** A PDF with the mark on every page and in its properties; a picture becomes a PDF of one page. @throws RenderingError */
  async stamp(file: Buffer, mediaType: string, mark: Mark, about: { title: string; at: Date }): Promise<Buffer> {
    return (await this.order({ task: 'stamp', mediaType, mark, title: about.title, at: about.at.toISOString() }, file)).bytes;
  }

  private async order(order: Order, file: Buffer): Promise<{ answer: Extract<Answer, { done: true }>; bytes: Buffer }> {
    if (this.running >= Math.max(1, availableParallelism() - 1)) {
      if (this.waiting.length >= limits.waiting) throw unavailable('Many previews are being made just now. Try again in a moment.', 5);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      const told = await inProcess(order, file);
      const cut = told.indexOf(10);
      if (cut < 0) throw new RenderingError('unreadable');
      const answer = JSON.parse(told.subarray(0, cut).toString()) as Answer;
      if (!answer.done) throw new RenderingError(answer.code);
      return { answer, bytes: told.subarray(cut + 1) };
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

async function inProcess(order: Order, file: Buffer): Promise<Buffer> {
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMegabytes}`, '--disable-proto=delete', farSide.pathname, String(limits.milliseconds + 2_000)], { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] });
  let stopped = false;
  const stop = () => {
    stopped = true;
    child.kill('SIGKILL');
  };
  const late = setTimeout(stop, limits.milliseconds);
  const watch = setInterval(() => void spent(child.pid).then(({ seconds, residentMegabytes }) => (seconds > limits.seconds || residentMegabytes > limits.residentMegabytes) && stop()), 200);
  try {
    child.stdin.on('error', () => undefined); // it ended before it had read everything; its answer says why
    child.stdin.write(`${JSON.stringify(order)}\n`);
    child.stdin.end(file);
    const ended = new Promise<void>((resolve, reject) => child.once('error', reject).once('close', () => resolve()));
    const [told] = await Promise.all([buffer(child.stdout), ended]);
    if (stopped) throw new RenderingError('too-slow');
    return told;
  } finally {
    clearTimeout(late);
    clearInterval(watch);
  }
}
