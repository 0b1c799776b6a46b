import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { letGo } from '../let-go.js';

/** How a body ended: as it should, by a broken line, by silence, or because this node stops. */
export type End = 'whole' | 'cut' | 'silent' | 'stopped';

/**
 * The body of a request, to be taken in parts. A broken line is an end like any other: whoever reads a part gets what came, and learns from
 * `end` how it ended. Nothing is held but the chunk at hand.
 */
export class Body {
  /** Null while more may come. */
  end: End | null = null;
  /** Octets it has by its own word, or null. */
  readonly announced: number | null;
  private readonly chunks: AsyncIterator<Buffer>;
  private waiting: Buffer | undefined;
  private hash: Hash | undefined;
  /** Ends the wait for the next chunk. */
  private wake: ((end: End) => void) | undefined;

  /** @param patience milliseconds without an octet after which the sender is taken to be gone */
  constructor(source: Readable & Partial<Pick<IncomingMessage, 'headers'>>, private readonly patience: number) {
    const length = source.headers?.['content-length'];
    this.announced = length === undefined ? null : Number(length);
    this.chunks = source.iterator({ destroyOnReturn: false });
  }

  /** Hashes every octet taken from now on. */
  hashWith(algorithm: string): void {
    this.hash = createHash(algorithm);
  }

  digest(): Buffer | undefined {
    return this.hash?.digest();
  }

  /** Whether nothing more comes; waits for the next octet or the end. */
  async isOver(): Promise<boolean> {
    while (!this.waiting?.length && !this.end) await this.next();
    return !this.waiting?.length;
  }

  /** The next octets, `most` at the most. Take it to its end before the next one. */
  async *part(most: number): AsyncGenerator<Buffer> {
    let left = most;
    while (left > 0 && !(await this.isOver())) {
      const chunk = this.waiting ?? Buffer.alloc(0);
      const taken = chunk.subarray(0, left);
      this.waiting = chunk.subarray(taken.length);
      left -= taken.length;
      this.hash?.update(taken);
      yield taken;
      letGo(taken);
    }
  }

  /** Takes what has come so far for the end. */
  stop(): void {
    if (this.wake) this.wake('stopped');
    else this.end ??= 'stopped';
  }

  private async next(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    // A promise of its own for each wait: one that outlived them all would keep every chunk it was raced against.
    const ended = new Promise<End>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(() => resolve('silent'), this.patience);
    });
    try {
      const found = await Promise.race([this.chunks.next(), ended]);
      if (typeof found === 'string') this.end = found;
      else if (found.done) this.end = 'whole';
      else this.waiting = found.value;
    } catch {
      this.end = 'cut';
    } finally {
      clearTimeout(timer);
      this.wake = undefined;
    }
  }
}
