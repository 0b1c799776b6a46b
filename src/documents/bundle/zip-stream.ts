import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file to be put into an archive. */
export interface Member {
  /** With slashes between folders. */
  name: string;
  open(): Promise<Readable>;
}

interface Written {
  name: Buffer;
  crc: number;
  packed: number;
  bytes: number;
  at: number;
}

/**
 * A ZIP archive of these members, packed as they are read: nothing is held but a window of the running one, and nothing lies anywhere in clear.
 * Names are UTF-8. Less than 4 GiB and 65,535 members; whoever calls keeps to that.
 */
export async function* zipped(members: AsyncIterable<Member>, at: Date): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, open } of members) {
    const one: Written = { name: Buffer.from(name), crc: 0, packed: 0, bytes: 0, at: offset };
    const head = Buffer.concat([header(0x04034b50, one, at, false), one.name]);
    yield head;
    for await (const chunk of packed(await open(), one)) yield chunk;
    const tail = Buffer.alloc(16);
    [0x08074b50, one.crc, one.packed, one.bytes].forEach((value, index) => tail.writeUInt32LE(value, index * 4));
    yield tail;
    offset += head.length + one.packed + tail.length;
    written.push(one);
  }
  let directory = 0;
  for (const one of written) {
    const entry = Buffer.concat([header(0x02014b50, one, at, true), one.name]);
    directory += entry.length;
    yield entry;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(directory, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

/** Counts while it packs; one chunk at a time, however fast the file comes. */
async function* packed(source: Readable, one: Written): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 1 });
  const filling = (async () => {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      one.crc = crc32(chunk, one.crc);
      one.bytes += chunk.length;
      if (!deflate.write(chunk)) await once(deflate, 'drain');
    }
    deflate.end();
  })().catch((error: Error) => void deflate.destroy(error));
  try {
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      one.packed += chunk.length;
      yield chunk;
    }
    await filling;
  } finally {
    source.destroy();
    deflate.destroy();
  }
}

/** Local header, or entry of the directory: deflated, named in UTF-8; crc and sizes follow the local one. */
function header(signature: number, { name, crc, packed, bytes, at }: Written, when: Date, directory: boolean): Buffer {
  const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1);
  const day = ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate();
  const start = directory ? 6 : 4;
  const buffer = Buffer.alloc(directory ? 46 : 30);
  buffer.writeUInt32LE(signature, 0);
  if (directory) buffer.writeUInt16LE(20, 4);
  [20, 0x0808, 8, time, day].forEach((value, index) => buffer.writeUInt16LE(value, start + index * 2));
  if (directory) [crc, packed, bytes].forEach((value, index) => buffer.writeUInt32LE(value, start + 10 + index * 4));
  buffer.writeUInt16LE(name.length, start + 22);
  if (directory) buffer.writeUInt32LE(at, 42);
  return buffer;
}
