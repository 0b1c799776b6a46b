import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { letGo } from '../let-go.js';

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

/**
 * Seals a stream: the header, then frame after frame, each in the same memory: a piece is the reader's until the next one is asked for. The
 * octets of the source are copied before more are asked for.
 */
export async function* sealFrames(source: AsyncIterable<Buffer>, seal: Seal): AsyncGenerator<Buffer> {
  const aad = boundTo(seal);
  yield seal.header;
  const clear = Buffer.allocUnsafeSlow(clearFrame);
  const sealed = Buffer.allocUnsafeSlow(sealedFrame);
  let held = 0;
  let counter = 0;
  try {
    for await (let chunk of source) {
      while (chunk.length > 0) {
        if (held === clearFrame) {
          yield sealFrame(clear, sealed, seal, aad, counter++, false);
          held = 0;
        }
        const taken = chunk.copy(clear, held);
        held += taken;
        chunk = chunk.subarray(taken);
      }
    }
    if (held > 0) yield sealFrame(clear.subarray(0, held), sealed, seal, aad, counter, true);
  } finally {
    letGo(clear);
    letGo(sealed);
  }
}

/** Where the octets from `start` to `end` of the clear text, both included, lie in the sealed file. */
export function framesOf(start: number, end: number, bytes: number): { first: number; start: number; end: number } {
  const first = Math.floor(start / clearFrame);
  const last = Math.floor(end / clearFrame);
  return { first, start: headerLength + first * sealedFrame, end: Math.min(headerLength + (last + 1) * sealedFrame, sealedSize(bytes)) - 1 };
}

/**
 * Opens the frames that hold the octets from `start` to `end`, given their sealed octets as `framesOf` says. No octet of a frame comes out
 * before the whole frame was verified. The octets of the source are its own from then on, to let go.
 * @throws FrameError
 */
export async function* openFrames(source: AsyncIterable<Buffer>, seal: Seal, { start, end, bytes }: { start: number; end: number; bytes: number }): AsyncGenerator<Buffer> {
  const aad = boundTo(seal);
  const last = Math.ceil(bytes / clearFrame) - 1;
  let counter = Math.floor(start / clearFrame);
  let at = counter * clearFrame;
  for await (const frame of inPieces(source, sealedFrame)) {
    const clear = openFrame(frame, seal, aad, counter, counter === last);
    letGo(frame);
    const from = at;
    counter += 1;
    at += clear.length;
    if (clear.length !== Math.min(clearFrame, bytes - from)) throw new FrameError('a frame is not as long as it was');
    // Last, since its reader may let it go.
    yield clear.subarray(Math.max(0, start - from), Math.min(clear.length, end + 1 - from));
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

/** A frame, sealed into the memory given. */
function sealFrame(clear: Buffer, sealed: Buffer, { dataKey, header }: Seal, aad: Buffer, counter: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonceOf(header, counter, last)).setAAD(aad);
  const text = cipher.update(clear);
  cipher.final();
  text.copy(sealed);
  letGo(text);
  cipher.getAuthTag().copy(sealed, clear.length);
  return sealed.subarray(0, clear.length + tagLength);
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
      const piece = parts.length === 0 ? chunk.subarray(0, rest) : Buffer.concat([...parts, chunk.subarray(0, rest)], size);
      chunk = chunk.subarray(rest);
      yield piece;
      parts = [];
      held = 0;
    }
    if (chunk.length > 0) parts.push(chunk);
    held += chunk.length;
  }
  if (held > 0) yield Buffer.concat(parts, held);
}
