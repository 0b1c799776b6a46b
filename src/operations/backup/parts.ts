import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { framesOf, newHeader, openFrames, sealFrames } from '../../kernel/sealed-files/index.js';
import type { Storage } from '../../kernel/storage/index.js';
import { derived, type Part } from './manifest.js';

const contextOf = (name: string, key: string) => `backup\n${name}\n${key}`;

/** Lines, compressed and sealed in flight under a key of their own; nothing of them is on the disk in clear. */
export async function writePart(store: Storage, secret: string, name: string, lines: AsyncIterable<string>): Promise<Part> {
  const key = randomBytes(16).toString('hex');
  const salt = randomBytes(16);
  const header = newHeader('');
  const count = { rows: 0, bytes: 0 };
  const counted = async function* () {
    for await (const line of lines) {
      count.rows += 1;
      yield `${line}\n`;
    }
  };
  const measured = async function* () {
    for await (const chunk of Readable.from(counted()).compose(createGzip({ level: 4 })) as AsyncIterable<Buffer>) {
      count.bytes += chunk.length;
      yield chunk;
    }
  };
  const frames = sealFrames(measured(), { dataKey: derived(secret, salt, name), header, context: contextOf(name, key) });
  const stored = await store.put(frames, { maxBytes: Number.MAX_SAFE_INTEGER, key });
  return { name, rows: count.rows, key, salt: salt.toString('base64'), bytes: count.bytes, sealedBytes: stored.bytes, sha256: stored.sha256 };
}

/** The lines of a part, each frame verified before any of it comes out. @throws FrameError, StorageError */
export async function* readPart(store: Storage, secret: string, { name, key, salt, bytes }: Part): AsyncGenerator<string> {
  const frames = framesOf(0, bytes - 1, bytes);
  const header = Buffer.concat(await (await store.open(key, { start: 0, end: frames.start - 1 })).toArray());
  const source = await store.open(key, { start: frames.start, end: frames.end });
  const clear = openFrames(source as AsyncIterable<Buffer>, { dataKey: derived(secret, Buffer.from(salt, 'base64'), name), header, context: contextOf(name, key) }, { start: 0, end: bytes - 1, bytes });
  const unpacked = Readable.from(clear, { objectMode: false }).compose(createGunzip());
  yield* lines(unpacked);
}

/** Cut at line feeds alone: JSON escapes those, and not the other line separators of Unicode. */
async function* lines(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (let chunk of source) {
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10)) {
      yield Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8');
      rest = [];
      chunk = chunk.subarray(end + 1);
    }
    if (chunk.length > 0) rest.push(chunk);
  }
}
