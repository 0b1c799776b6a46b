import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { Refused } from './refusal.js';
import { sourceOf, windowOf, type Source } from './source.js';
import type { ZipMember } from './zip.js';

/** The largest part that is looked into from memory; larger ones are unpacked again for each pass. */
const heldMost = 32 * 2 ** 20;
/** How often a large part is unpacked from its beginning before it is too tangled to look into. */
const passesMost = 60;

const lies = () => new Refused('archive-broken', 'A part of it is not what the archive says of it. Pack it again and send that.', 'member');

/** A part of an archive, unpacked as a stream: counted as it comes, whatever was declared. The stream ends in `Refused` when it lied. */
export async function unpack(source: Source, member: ZipMember): Promise<Readable> {
  const { packed, deflated, from } = member;
  if (packed === 0) return Readable.from([]).pipe(counted(member, undefined));
  const raw = await source.read(from, from + packed - 1);
  const inflate = deflated ? createInflateRaw() : undefined;
  const out = counted(member, inflate);
  const fail = (error: Error) => void out.destroy(isOfZlib(error) ? lies() : error);
  raw.on('error', fail);
  inflate?.on('error', fail);
  out.on('close', () => {
    raw.destroy();
    inflate?.destroy();
  });
  return (inflate ? raw.pipe(inflate) : raw).pipe(out);
}

function counted({ bytes, crc, packed }: ZipMember, inflate: InflateRaw | undefined): Transform {
  let count = 0;
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      sum = crc32(chunk, sum);
      done(count > bytes ? lies() : null, chunk);
    },
    flush(done) {
      // Packed octets behind the end of what was packed would be looked into by nobody.
      done(count !== bytes || sum !== crc || (inflate && inflate.bytesWritten !== packed) ? lies() : null);
    },
  });
}

const isOfZlib = (error: Error) => /^(Z_|ERR_ZLIB)/.test((error as { code?: string }).code ?? '');

/** A part of an archive as a file of its own, verified as far as it is read; whoever reads it to its end knows that it did not lie. */
export async function memberSource(source: Source, member: ZipMember): Promise<Source & { verified?: true }> {
  if (!member.deflated) return windowOf(source, member.from, member.bytes);
  if (member.bytes > heldMost) return new Rewound(source, member);
  const held = await buffer(await unpack(source, member));
  return { ...sourceOf(held), verified: true };
}

/** A large packed part: read front to back it is unpacked once, and once more for each step back. */
class Rewound implements Source {
  readonly size: number;
  private passes = 0;
  private stream: AsyncIterator<Buffer> | undefined;
  private at = 0;
  private rest: Buffer = Buffer.alloc(0);

  constructor(
    private readonly source: Source,
    private readonly member: ZipMember,
  ) {
    this.size = member.bytes;
  }

  async read(start: number, end: number): Promise<Readable> {
    return Readable.from(this.parts(start, Math.min(end, this.size - 1)), { objectMode: false });
  }

  private async *parts(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at <= end; ) {
      const part = await this.from(at, end - at + 1);
      if (part.length === 0) throw lies();
      at += part.length;
      yield part;
    }
  }

  private async from(start: number, most: number): Promise<Buffer> {
    if (!this.stream || start < this.at) await this.rewind();
    for (;;) {
      if (start < this.at + this.rest.length) {
        const offset = start - this.at;
        return this.rest.subarray(offset, offset + most);
      }
      this.at += this.rest.length;
      const next = await this.stream?.next();
      if (!next || next.done) return Buffer.alloc(0);
      this.rest = next.value;
    }
  }

  private async rewind(): Promise<void> {
    await this.stream?.return?.();
    if (++this.passes > passesMost) throw new Refused('archive-too-much', 'A part of it is too tangled to be looked into. Send that part by itself, not packed.');
    this.stream = (await unpack(this.source, this.member))[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    this.at = 0;
    this.rest = Buffer.alloc(0);
  }
}
