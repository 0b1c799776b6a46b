import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';

/** A file that can be read in parts; both ends included. */
export interface Source {
  size: number;
  read(start: number, end: number): Promise<Readable>;
}

/** A file that lies in memory. */
export const sourceOf = (bytes: Buffer): Source => ({ size: bytes.length, read: async (start, end) => Readable.from(slices(bytes.subarray(start, end + 1)), { objectMode: false }) });

/** A stretch of another file, as a file. */
export const windowOf = (source: Source, from: number, size: number): Source => ({ size, read: (start, end) => source.read(from + start, from + Math.min(end, size - 1)) });

/** The octets from `start` on; fewer where the file ends before. */
export async function bytesAt(source: Source, start: number, length: number): Promise<Buffer> {
  const end = Math.min(start + length, source.size) - 1;
  return end < start ? Buffer.alloc(0) : buffer(await source.read(start, end));
}

/**
 * Many small reads, front to back or nearly so, for the price of a few: stretches of 64 KiB, the last eight of them kept. Whoever walks through a
 * million small pieces lets others have their turn now and then.
 */
export class Blocks {
  private readonly kept = new Map<number, Promise<Buffer>>();
  private reads = 0;

  constructor(private readonly source: Source) {}

  get size(): number {
    return this.source.size;
  }

  /** @returns fewer octets than asked for where the file ends before */
  async at(start: number, length: number): Promise<Buffer> {
    if (++this.reads % readsAtATime === 0) await turn();
    const parts: Buffer[] = [];
    const end = Math.min(start + length, this.source.size);
    for (let at = start; at < end; ) {
      const number = Math.floor(at / blockBytes);
      const block = await this.block(number);
      const part = block.subarray(at - number * blockBytes, end - number * blockBytes);
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
  }

  private block(number: number): Promise<Buffer> {
    const known = this.kept.get(number);
    if (known) return known;
    const oldest = this.kept.keys().next().value;
    if (this.kept.size >= 8 && oldest !== undefined) this.kept.delete(oldest);
    const block = bytesAt(this.source, number * blockBytes, blockBytes);
    this.kept.set(number, block);
    return block;
  }
}

const blockBytes = 64 * 1024;
const readsAtATime = 2_000;

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += blockBytes) yield bytes.subarray(at, at + blockBytes);
}
