import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { LocalDisk } from './local-disk.js';
import { StorageError } from './storage.js';

describe('files on a local disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'focalpoint-disk-'));
  const disk = new LocalDisk(join(root, 'files'));
  const put = (...chunks: (string | Buffer)[]) => disk.put(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), { maxBytes: 1000 });
  const everything = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);
  afterAll(() => rmSync(root, { recursive: true }));
  afterEach(() => rmSync(join(root, 'files'), { recursive: true, force: true }));

  it('come back as they went in, with their size and SHA-256', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 100 }), { minLength: 1, maxLength: 5 }), async (chunks) => {
      const whole = Buffer.concat(chunks);
      const stored = await put(...chunks.map((chunk) => Buffer.from(chunk)));
      expect(stored).toEqual({ key: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') });
      expect(await buffer(await disk.open(stored.key))).toEqual(whole);
      expect(await disk.size(stored.key)).toBe(whole.length);
    }), { numRuns: 20 });
  });

  it('are given in part, both ends included', async () => {
    const { key } = await put('0123456789');
    expect(String(await buffer(await disk.open(key, { start: 2, end: 4 })))).toBe('234');
    expect(String(await buffer(await disk.open(key, { start: 9, end: 9 })))).toBe('9');
  });

  it('can be read by nobody else on the machine', async () => {
    const { key } = await put('secret');
    const place = join(root, 'files', key.slice(0, 2), key.slice(2, 4), key);
    expect(statSync(place).mode & 0o077).toBe(0);
    expect(statSync(join(root, 'files', key.slice(0, 2))).mode & 0o077).toBe(0);
  });

  it('may have exactly the octets allowed', async () => {
    await expect(put('x'.repeat(1000))).resolves.toMatchObject({ bytes: 1000 });
  });

  it.each<[string, () => Readable, string]>([
    ['are too large', () => Readable.from([Buffer.alloc(600), Buffer.alloc(401)]), 'too-large'],
    ['are empty', () => Readable.from([]), 'empty'],
    ['break off', () => Readable.from((async function* () { yield Buffer.from('half'); throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' }); })()), 'incomplete'],
  ])('leave nothing behind when they %s', async (_case, source, code) => {
    const refusal = await disk.put(source(), { maxBytes: 1000 }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StorageError);
    expect(refusal).toHaveProperty('code', code);
    expect(everything()).toEqual([]);
  });

  it('keep the error of a source that fails by itself', async () => {
    const broken = new Error('a bug');
    await expect(disk.put(Readable.from((async function* () { yield Buffer.from('x'); throw broken; })()), { maxBytes: 10 })).rejects.toBe(broken);
    expect(everything()).toEqual([]);
  });

  it('are gone once removed, and removing them again is no error', async () => {
    const { key } = await put('x');
    await disk.remove(key);
    await disk.remove(key);
    await expect(disk.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(disk.size(key)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['../../../etc/passwd', '', 'incoming', `${'a'.repeat(31)}/`, 'A'.repeat(32), `${'a'.repeat(32)}\n`, `${'a'.repeat(32)}\0`])('have no other keys than those drawn: %j is refused', async (key) => {
    await expect(disk.open(key)).rejects.toThrow('not a storage key');
    await expect(disk.size(key)).rejects.toThrow('not a storage key');
    await expect(disk.remove(key)).rejects.toThrow('not a storage key');
  });

  it('have a store that says whether it can be written to', async () => {
    expect(await disk.health()).toBe(true);
    writeFileSync(join(root, 'no-folder'), '');
    await expect(new LocalDisk(join(root, 'no-folder')).health()).resolves.toBe(false);
  });
});
