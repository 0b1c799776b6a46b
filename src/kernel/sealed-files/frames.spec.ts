import { createCipheriv, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { FrameError, framesOf, newHeader, openFrames, sealFrames, sealedSize, type Seal } from './frames.js';

const frame = 256 * 1024;
const sealedFrame = frame + 16;
const header = 48;

const sealOf = (context = 'a file'): Seal => ({ dataKey: randomBytes(32), header: newHeader('amber'), context });
const chunks = (whole: Buffer, size: number) => Readable.from((function* () { for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size); })());
/** Each piece is copied: its memory is used again for the next one. */
async function sealed(clear: Buffer, seal: Seal, size = 100_000): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const piece of sealFrames(chunks(clear, size), seal)) out.push(Buffer.from(piece));
  return Buffer.concat(out);
}

/** Opens a part the way the store gives it, and keeps what came out before an error. */
async function opened(blob: Buffer, seal: Seal, bytes: number, range = { start: 0, end: bytes - 1 }, size = 65_536): Promise<{ clear: Buffer; error?: unknown }> {
  const frames = framesOf(range.start, range.end, bytes);
  const out: Buffer[] = [];
  try {
    for await (const part of openFrames(chunks(blob.subarray(frames.start, frames.end + 1), size), seal, { ...range, bytes })) out.push(part);
    return { clear: Buffer.concat(out) };
  } catch (error) {
    return { clear: Buffer.concat(out), error };
  }
}

describe('SR-73: frames', () => {
  const whole = randomBytes(3 * frame + 1_234);

  it.each([1, 15, frame - 1, frame, frame + 1, 2 * frame, 3 * frame + 7])('give back the %i octets they were made of, and are as long as foretold', async (length) => {
    const seal = sealOf();
    const clear = randomBytes(length);
    const blob = await sealed(clear, seal);
    expect(blob.length).toBe(sealedSize(length));
    expect((await opened(blob, seal, length)).clear.equals(clear)).toBe(true);
  });

  it('give back any part of it, however the store cuts its answer', async () => {
    const seal = sealOf();
    const blob = await sealed(whole, seal);
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(whole.length - 1), fc.integer({ min: 1000, max: 700_000 }), async (a, b, size) => {
      const range = { start: Math.min(a, b), end: Math.max(a, b) };
      expect((await opened(blob, seal, whole.length, range, size)).clear.equals(whole.subarray(range.start, range.end + 1))).toBe(true);
    }), { numRuns: 60 });
  });

  it('are AES-256-GCM: the first of a file opens with nothing but the published algorithm', async () => {
    const seal = sealOf();
    const blob = await sealed(whole, seal);
    const { createHash } = await import('node:crypto');
    const nonce = Buffer.concat([seal.header.subarray(8, 15), Buffer.from([0, 0, 0, 0, 0])]);
    const cipher = createCipheriv('aes-256-gcm', seal.dataKey, nonce).setAAD(createHash('sha256').update(seal.header).update(seal.context).digest());
    const expected = Buffer.concat([cipher.update(whole.subarray(0, frame)), cipher.final(), cipher.getAuthTag()]);
    expect(blob.subarray(header, header + sealedFrame).equals(expected)).toBe(true);
  });

  it('never use a nonce twice', async () => {
    const seals = Array.from({ length: 500 }, () => newHeader('').subarray(8, 15).toString('hex'));
    expect(new Set(seals).size).toBe(500);
  });

  it('show any flipped bit before an octet of its frame comes out', async () => {
    const seal = sealOf();
    const blob = await sealed(whole, seal);
    await fc.assert(fc.asyncProperty(fc.integer({ min: header, max: blob.length - 1 }), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(blob);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      const { clear, error } = await opened(changed, seal, whole.length);
      expect(error).toBeInstanceOf(FrameError);
      expect(clear.length).toBe(Math.floor((at - header) / sealedFrame) * frame);
    }), { numRuns: 60 });
  });

  const piece = (blob: Buffer, n: number) => blob.subarray(header + n * sealedFrame, header + (n + 1) * sealedFrame);
  it.each<[string, (blob: Buffer, other: Buffer) => Buffer[], number]>([
    ['moved', (blob) => [piece(blob, 1), piece(blob, 0), piece(blob, 2), piece(blob, 3)], 0],
    ['sent twice', (blob) => [piece(blob, 0), piece(blob, 0), piece(blob, 2), piece(blob, 3)], 1],
    ['left out in the middle', (blob) => [piece(blob, 0), piece(blob, 2), piece(blob, 3)], 1],
    ['missing at the end', (blob) => [piece(blob, 0), piece(blob, 1), piece(blob, 2)], 3],
    ['cut off', (blob) => [piece(blob, 0), piece(blob, 1), piece(blob, 2), piece(blob, 3).subarray(0, 20)], 3],
    ['of another file', (blob, other) => [piece(blob, 0), piece(other, 1), piece(blob, 2), piece(blob, 3)], 1],
    ['too many', (blob) => [piece(blob, 0), piece(blob, 1), piece(blob, 2), piece(blob, 3), piece(blob, 3)], 3],
  ])('that were %s are an error, and nothing of them comes out', async (_what, arrange, before) => {
    const seal = sealOf();
    const blob = await sealed(whole, seal);
    const other = await sealed(randomBytes(whole.length), { ...seal, header: newHeader('') });
    const arranged = Buffer.concat([blob.subarray(0, header), ...arrange(blob, other)]);
    const out: Buffer[] = [];
    const reading = async () => {
      for await (const part of openFrames(chunks(arranged.subarray(header), 65_536), seal, { start: 0, end: whole.length - 1, bytes: whole.length })) out.push(part);
    };
    await expect(reading()).rejects.toBeInstanceOf(FrameError);
    expect(Buffer.concat(out).length).toBeLessThanOrEqual(before * frame);
  });

  it.each<[string, (seal: Seal) => Seal]>([
    ['another key', (seal) => ({ ...seal, dataKey: randomBytes(32) })],
    ['another file\'s header', (seal) => ({ ...seal, header: newHeader('amber') })],
    ['a header that says another marking', (seal) => ({ ...seal, header: Buffer.concat([seal.header.subarray(0, 16), newHeader('green').subarray(16)]) })],
    ['another place', (seal) => ({ ...seal, context: 'another file' })],
  ])('do not open under %s', async (_what, change) => {
    const seal = sealOf();
    expect((await opened(await sealed(whole, seal), change(seal), whole.length)).error).toBeInstanceOf(FrameError);
  });
});
