import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Inspected } from './inspect.js';
import { orientationAt, walkGif, walkJpeg, walkPng, walkTiff, type Aside, type Walked } from './pictures/index.js';
import type { Source } from './source.js';
import { walkMp4 } from './video.js';
import { emptyElement, walkWebm } from './webm.js';

/** A piece of what leaves: a stretch of the kept file (first and last octet), some zeros, or octets of our own (base64). */
type Piece = [number, number] | { zeros: number } | { own: string };

/**
 * How a file leaves without what it says about its maker (SR-71): place, camera, persons, comments. The kept file stays as it came; what
 * leaves is put together from stretches of it, always the same, so that lengths, ranges and hashes hold.
 */
export interface Delivery {
  bytes: number;
  pieces: Piece[];
}

/** What stands where something was: nothing, zeros, a box or an element that holds nothing. */
type How = 'cut' | 'blank' | 'free' | 'empty';

const kinds: Record<string, { walk: (source: Source) => Promise<Walked>; how: How }> = {
  'image/jpeg': { walk: walkJpeg, how: 'cut' },
  'image/png': { walk: walkPng, how: 'cut' },
  'image/gif': { walk: walkGif, how: 'cut' },
  // Offsets in these lead everywhere: what is taken out is blanked where it stands.
  'image/tiff': { walk: walkTiff, how: 'blank' },
  'video/mp4': { walk: walkMp4, how: 'free' },
  'audio/mp4': { walk: walkMp4, how: 'free' },
  'video/webm': { walk: walkWebm, how: 'empty' },
  'audio/webm': { walk: walkWebm, how: 'empty' },
};

/** How this file leaves, or null: as it is. For a file the gate let through. */
export async function deliveryOf({ mediaType }: Pick<Inspected, 'mediaType'>, source: Source): Promise<Delivery | null> {
  const kind = Object.hasOwn(kinds, mediaType) ? kinds[mediaType] : undefined;
  if (!kind) return null;
  const walked = await kind.walk(source);
  const asides = merged(walked.asides);
  if (asides.length === 0 && walked.bytes === source.size) return null;
  const pieces: Piece[] = [];
  let at = 0;
  for (const aside of asides) {
    if (aside.start > at) pieces.push([at, aside.start - 1]);
    pieces.push(...(await instead(source, aside, mediaType, kind.how)));
    at = aside.end + 1;
  }
  if (at < walked.bytes) pieces.push([at, walked.bytes - 1]);
  return { bytes: pieces.reduce((sum, piece) => sum + sizeOf(piece), 0), pieces };
}

async function instead(source: Source, { start, end, what }: Aside, mediaType: string, how: How): Promise<Piece[]> {
  const length = end - start + 1;
  if (how === 'blank') return [{ zeros: length }];
  if (how === 'free') return [{ own: Buffer.from('free').toString('base64') }, ...(length > 4 ? [{ zeros: length - 4 }] : [])];
  if (how === 'empty') {
    const head = emptyElement(length);
    return [{ own: head.toString('base64') }, ...(length > head.length ? [{ zeros: length - head.length }] : [])];
  }
  if (what !== 'exif') return [];
  const isJpeg = mediaType === 'image/jpeg';
  const orientation = await orientationAt(source, start + (isJpeg ? 10 : 8));
  return orientation === 1 ? [] : [{ own: (isJpeg ? segment(orientation) : chunk(orientation)).toString('base64') }];
}

/** EXIF that says which way up the picture is, and nothing else. */
const exif = (orientation: number) => Buffer.from(`4d4d002a00000008000101120003000000010${'0'.repeat(2)}${orientation}000000000000`, 'hex');
const segment = (orientation: number) => Buffer.concat([Buffer.from('ffe10022', 'hex'), Buffer.from('Exif\0\0'), exif(orientation)]);

function chunk(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('eXIf'), exif(orientation)]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length - 4, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** In order, and none over another. */
function merged(asides: readonly Aside[]): Aside[] {
  const found: Aside[] = [];
  for (const aside of [...asides].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && aside.start <= last.end) last.end = Math.max(last.end, aside.end);
    else if (last && aside.start === last.end + 1 && aside.what === 'other' && last.what === 'other') last.end = aside.end;
    else found.push({ ...aside });
  }
  return found;
}

const sizeOf = (piece: Piece) => (Array.isArray(piece) ? piece[1] - piece[0] + 1 : 'zeros' in piece ? piece.zeros : Buffer.byteLength(piece.own, 'base64'));

/** A file that can be read, whole or in part, both ends included; a piece of `pieces` is the reader's until the next one is asked for. */
export interface Readings {
  open(range?: Stretch): Promise<Readable>;
  pieces(range?: Stretch): Promise<AsyncIterable<Buffer>>;
}

interface Stretch {
  start: number;
  end: number;
}

/** What leaves, of the kept file. */
export function delivered(delivery: Delivery, file: Readings): Readings & { bytes: number } {
  return {
    bytes: delivery.bytes,
    open: async (range) => Readable.from(assembled(delivery, file.open, range), { objectMode: false }),
    pieces: async (range) => assembled(delivery, file.pieces, range),
  };
}

/** What leaves, held in memory. */
export function inMemory(bytes: Buffer): Readings & { bytes: number } {
  const part = ({ start, end }: Stretch = { start: 0, end: bytes.length - 1 }) => Readable.from([bytes.subarray(start, end + 1)]);
  return { bytes: bytes.length, open: async (range) => part(range), pieces: async (range) => part(range) };
}

async function* assembled({ bytes, pieces }: Delivery, read: Readings['pieces'], range: Stretch = { start: 0, end: bytes - 1 }): AsyncGenerator<Buffer> {
  let at = 0;
  for (const piece of pieces) {
    const size = sizeOf(piece);
    const from = Math.max(0, range.start - at);
    const to = Math.min(size - 1, range.end - at);
    at += size;
    if (from > to) continue;
    if (Array.isArray(piece)) yield* await read({ start: piece[0] + from, end: piece[0] + to });
    else if ('own' in piece) yield Buffer.from(piece.own, 'base64').subarray(from, to + 1);
    else yield* zeros(to - from + 1);
  }
}

function* zeros(count: number): Generator<Buffer> {
  for (let left = count; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536));
}
