import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import type { Storage } from '../../src/kernel/storage/index.js';

/** How a suite gets at one driver, and at what lies behind it. */
interface Subject {
  storage(): Storage;
  /** Whatever is kept, finished or not, however the driver names it. */
  everything(): Promise<string[]>;
  /** Leaves a write unfinished, as a process does that is killed. */
  abandon(): Promise<void>;
}

const mebibyte = 2 ** 20;
const streamOf = (...chunks: (string | Buffer)[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const brokenOff = () => Readable.from((async function* () { yield Buffer.alloc(9 * mebibyte, 'x'); throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' }); })());
const buggy = new Error('a bug');
const failing = () => Readable.from((async function* () { yield Buffer.from('x'); throw buggy; })());

/** What every driver of the store must do. Each spec begins with an empty store. */
export function storageSuite({ storage, everything, abandon }: Subject): void {
  const put = (...chunks: (string | Buffer)[]) => storage().put(streamOf(...chunks), { maxBytes: 1000 });
  const listed = async () => { const blobs = []; for await (const blob of storage().list()) blobs.push(blob); return blobs; };
  const absent = randomBytes(16).toString('hex');

  it('gives back what went in, with its size and SHA-256', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 100 }), { minLength: 1, maxLength: 5 }), async (chunks) => {
      const whole = Buffer.concat(chunks);
      const stored = await put(...chunks.map((chunk) => Buffer.from(chunk)));
      expect(stored).toEqual({ key: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') });
      expect(await buffer(await storage().open(stored.key))).toEqual(whole);
      expect(await storage().size(stored.key)).toBe(whole.length);
    }), { numRuns: 20 });
  });

  it.each([8 * mebibyte - 1, 8 * mebibyte, 8 * mebibyte + 1, 21 * mebibyte + 7])('keeps %i octets as they are, whole and in part', async (bytes) => {
    const whole = randomBytes(bytes);
    const chunks = Array.from({ length: Math.ceil(bytes / 65_521) }, (_, index) => whole.subarray(index * 65_521, (index + 1) * 65_521));
    const stored = await storage().put(Readable.from(chunks), { maxBytes: bytes });
    expect(stored).toMatchObject({ bytes, sha256: createHash('sha256').update(whole).digest('hex') });
    expect(await storage().size(stored.key)).toBe(bytes);
    expect((await buffer(await storage().open(stored.key))).equals(whole)).toBe(true);
    for (const [start, end] of [[0, 0], [bytes - 1, bytes - 1], [4 * mebibyte - 3, 8 * mebibyte - 2], [100_000, bytes - 100_000]] as const) {
      expect((await buffer(await storage().open(stored.key, { start, end }))).equals(whole.subarray(start, end + 1))).toBe(true);
    }
  });

  it('gives a part, both ends included, and no more than there is', async () => {
    const { key } = await put('0123456789');
    const part = async (start: number, end: number) => String(await buffer(await storage().open(key, { start, end })));
    expect(await part(2, 4)).toBe('234');
    expect(await part(9, 9)).toBe('9');
    expect(await part(8, 100)).toBe('89');
    expect(await part(10, 100)).toBe('');
  });

  it('takes exactly the octets allowed', async () => {
    await expect(put('x'.repeat(1000))).resolves.toMatchObject({ bytes: 1000 });
  });

  it.each<[string, () => Readable, number, string]>([
    ['is too large', () => streamOf(Buffer.alloc(600), Buffer.alloc(401)), 1000, 'too-large'],
    ['is found too large late', () => streamOf(Buffer.alloc(9 * mebibyte), Buffer.alloc(9 * mebibyte)), 17 * mebibyte, 'too-large'],
    ['is empty', () => Readable.from([]), 1000, 'empty'],
    ['breaks off', brokenOff, 20 * mebibyte, 'incomplete'],
  ])('keeps nothing of what %s', async (_case, source, maxBytes, code) => {
    await expect(storage().put(source(), { maxBytes })).rejects.toMatchObject({ name: 'Error', code });
    expect(await everything()).toEqual([]);
  });

  it('keeps the error of a source that fails by itself', async () => {
    await expect(storage().put(failing(), { maxBytes: 10 })).rejects.toBe(buggy);
    expect(await everything()).toEqual([]);
  });

  it('stores under a key that was drawn before, and lets a second try replace the first', async () => {
    const key = randomBytes(16).toString('hex');
    expect(await storage().put(streamOf('first'), { maxBytes: 100, key })).toMatchObject({ key, bytes: 5 });
    expect(await storage().put(streamOf('the second'), { maxBytes: 100, key })).toMatchObject({ key, bytes: 10 });
    await expect(storage().put(brokenOff(), { maxBytes: 20 * mebibyte, key })).rejects.toMatchObject({ code: 'incomplete' });
    expect(String(await buffer(await storage().open(key)))).toBe('the second');
    expect((await listed()).map((blob) => blob.key)).toEqual([key]);
  });

  it('has no more of what was removed, and removes it again without an error', async () => {
    const { key } = await put('x');
    await storage().remove(key);
    await storage().remove(key);
    await expect(storage().open(key)).rejects.toMatchObject({ code: 'missing' });
    await expect(storage().size(key)).rejects.toMatchObject({ code: 'missing' });
    expect(await everything()).toEqual([]);
  });

  it('says so when there is nothing under a key', async () => {
    await expect(storage().open(absent)).rejects.toMatchObject({ code: 'missing' });
    await expect(storage().open(absent, { start: 0, end: 1 })).rejects.toMatchObject({ code: 'missing' });
    await expect(storage().size(absent)).rejects.toMatchObject({ code: 'missing' });
    await expect(storage().remove(absent)).resolves.toBeUndefined();
  });

  it.each(['../../../etc/passwd', '', 'incoming', `${'a'.repeat(31)}/`, 'A'.repeat(32), `${'a'.repeat(32)}\n`, `${'a'.repeat(32)}\0`])('has no other keys than those drawn: %j is refused', async (key) => {
    await expect(storage().open(key)).rejects.toThrow('not a storage key');
    await expect(storage().size(key)).rejects.toThrow('not a storage key');
    await expect(storage().remove(key)).rejects.toThrow('not a storage key');
    await expect(storage().put(streamOf('x'), { maxBytes: 1, key })).rejects.toThrow('not a storage key');
  });

  it('lists every blob once, with its size and when it came', async () => {
    const before = Date.now() - 2000;
    expect(await listed()).toEqual([]);
    const kept = await Promise.all(['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((text) => put(text)));
    const blobs = await listed();
    expect(blobs.map(({ key, bytes }) => `${key} ${bytes}`).sort()).toEqual(kept.map(({ key, bytes }) => `${key} ${bytes}`).sort());
    for (const { at } of blobs) expect(at.getTime()).toBeGreaterThan(before);
  });

  it('RR-3 sweeps away what was never finished, once it is old enough, and nothing else', async () => {
    const { key } = await put('kept');
    await abandon();
    expect((await listed()).map((blob) => blob.key)).toEqual([key]);
    expect(await storage().sweep(new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await everything()).toHaveLength(2);
    expect(await storage().sweep(new Date(Date.now() + 60_000))).toBe(1);
    expect(await everything()).toHaveLength(1);
    expect(String(await buffer(await storage().open(key)))).toBe('kept');
  });

  it('says that it can be written to', async () => {
    expect(await storage().health()).toBe(true);
  });
}
