import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { storageSuite } from '../../../test/support/storage-suite.js';
import { LocalDisk } from './local-disk.js';

describe('a store on a local disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'focalpoint-disk-'));
  const files = join(root, 'files');
  const disk = new LocalDisk(files);
  const put = (text: string) => disk.put(Readable.from([Buffer.from(text)]), { maxBytes: 1000 });
  const everything = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);
  afterAll(() => rmSync(root, { recursive: true }));
  afterEach(() => rmSync(files, { recursive: true, force: true }));

  storageSuite({
    storage: () => disk,
    everything: async () => everything(),
    abandon: async () => {
      mkdirSync(join(files, 'incoming'), { recursive: true });
      writeFileSync(join(files, 'incoming', 'never-finished'), 'half');
    },
  });

  it('lets nobody else on the machine read it', async () => {
    const { key } = await put('secret');
    expect(statSync(join(files, key.slice(0, 2), key.slice(2, 4), key)).mode & 0o077).toBe(0);
    expect(statSync(join(files, key.slice(0, 2))).mode & 0o077).toBe(0);
  });

  it('lists no file that others put beside its own', async () => {
    const { key } = await put('mine');
    writeFileSync(join(files, 'README'), 'not a blob');
    writeFileSync(join(files, key.slice(0, 2), key.slice(2, 4), 'notes'), 'not a blob');
    writeFileSync(join(files, key.slice(0, 2), key.slice(2, 4), 'f'.repeat(32)), 'in a folder that is not its own');
    const keys = [];
    for await (const blob of disk.list()) keys.push(blob.key);
    expect(keys).toEqual([key]);
  });

  it('cannot be written to where a file is in its place, and says so', async () => {
    writeFileSync(join(root, 'no-folder'), '');
    const none = new LocalDisk(join(root, 'no-folder'));
    await expect(none.health()).resolves.toBe(false);
    await expect(none.put(Readable.from([Buffer.from('x')]), { maxBytes: 1 })).rejects.toMatchObject({ code: 'unavailable' });
  });
});
