import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Octets in clear per frame; each frame adds its tag. */
const clearFrame = 256 * 1024;
const tagLength = 16;
const sealedFrame = clearFrame + tagLength;
const headerLength = 48;
const magic = Buffer.from('FPSF');

/** A frame that is not what was sealed: changed, moved, of another file, or missing. */
export class FrameError extends Error {}

/** Under what a file is sealed. */
export interface Seal {
  /** 32 octets, of chance, for this file alone. */
  dataKey: Buffer;
  /** 'FPSF', format 1, algorithm 1 (AES-256-GCM), log2 of the frame, 0, prefix of every nonce (7), 0, SHA-256 of the marking at sealing (32). */
  header: Buffer;
  /** What the file belongs to; bound into every frame. */
  context: string;
}

/** A header of chance. @param marking what the file was marked with when it was sealed */
export function newHeader(marking: string): Buffer {
  return Buffer.concat([magic, Buffer.from([1, 1, 18, 0]), randomBytes(7), Buffer.from([0]), createHash('sha256').update(marking).digest()]);
}

/** Octets a file of so many takes up when it is sealed. */
export const sealedSize = (bytes: number): number => headerLength + bytes + Math.ceil(bytes / clearFrame) * tagLength;

/** Seals a stream: the header, then frame after frame. Holds no more than two frames. */
export async function* sealFrames(source: AsyncIterable<Buffer>, seal: Seal): AsyncGenerator<Buffer> {
  const aad = boundTo(seal);
  yield seal.header;
  let waiting: Buffer | undefined;
  let counter = 0;
  for await (const frame of inPieces(source, clearFrame)) {
    if (waiting) yield sealFrame(waiting, seal, aad, counter++, false);
    waiting = frame;
  }
  if (waiting) yield sealFrame(waiting, seal, aad, counter, true);
}

/** Where the octets from `start` to `end` of the clear text, both included, lie in the sealed file. */
export function framesOf(start: number, end: number, bytes: number): { first: number; start: number; end: number } {
  const first = Math.floor(start / clearFrame);
  const last = Math.floor(end / clearFrame);
  return { first, start: headerLength + first * sealedFrame, end: Math.min(headerLength + (last + 1) * sealedFrame, sealedSize(bytes)) - 1 };
}

/**
 * Opens the frames that hold the octets from `start` to `end`, given their sealed octets as `framesOf` says. No octet of a frame comes out
 * before the whole frame was verified.
 * @throws FrameError
 */
export async function* openFrames(source: AsyncIterable<Buffer>, seal: Seal, { start, end, bytes }: { start: number; end: number; bytes: number }): AsyncGenerator<Buffer> {
  const aad = boundTo(seal);
  const last = Math.ceil(bytes / clearFrame) - 1;
  let counter = Math.floor(start / clearFrame);
  let at = counter * clearFrame;
  for await (const frame of inPieces(source, sealedFrame)) {
    const clear = openFrame(frame, seal, aad, counter, counter === last);
    if (clear.length !== Math.min(clearFrame, bytes - at)) throw new FrameError('a frame is not as long as it was');
    yield clear.subarray(Math.max(0, start - at), Math.min(clear.length, end + 1 - at));
    counter += 1;
    at += clear.length;
  }
  if (at <= end) throw new FrameError('frames are missing');
}

const boundTo = ({ header, context }: Seal): Buffer => createHash('sha256').update(header).update(context).digest();

function nonceOf(header: Buffer, counter: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  header.copy(nonce, 0, 8, 15);
  nonce.writeUInt32BE(counter, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function sealFrame(clear: Buffer, { dataKey, header }: Seal, aad: Buffer, counter: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonceOf(header, counter, last)).setAAD(aad);
  const text = cipher.update(clear);
  cipher.final();
  return Buffer.concat([text, cipher.getAuthTag()]);
}

function openFrame(sealed: Buffer, { dataKey, header }: Seal, aad: Buffer, counter: number, last: boolean): Buffer {
  if (sealed.length <= tagLength) throw new FrameError('a frame was cut off');
  try {
    const decipher = createDecipheriv('aes-256-gcm', dataKey, nonceOf(header, counter, last)).setAAD(aad).setAuthTag(sealed.subarray(-tagLength));
    const clear = decipher.update(sealed.subarray(0, -tagLength));
    decipher.final();
    return clear;
  } catch (cause) {
    throw new FrameError('a frame is not what was sealed', { cause });
  }
}

/** The stream again in pieces of exactly `size`, the last one shorter. */
async function* inPieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (let chunk of source) {
    while (held + chunk.length >= size) {
      const rest = size - held;
      yield parts.length === 0 ? chunk.subarray(0, rest) : Buffer.concat([...parts, chunk.subarray(0, rest)], size);
      chunk = chunk.subarray(rest);
      parts = [];
      held = 0;
    }
    if (chunk.length > 0) parts.push(chunk);
    held += chunk.length;
  }
  if (held > 0) yield Buffer.concat(parts, held);
}
