import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileKeyring } from './file-keyring.js';

describe('SR-74: the keyring in files', () => {
  let folder: string;
  let keyring: FileKeyring;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'focalpoint-keyring-')), 'keyring');
    keyring = new FileKeyring(folder);
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));
  const dataKey = randomBytes(32);

  it('gives back what it wrapped, in this process and in the next', async () => {
    const { keyId, wrapped } = await keyring.wrap('AUS', dataKey, 'file 1');
    expect(wrapped.includes(dataKey)).toBe(false);
    expect(await keyring.unwrap(keyId, wrapped, 'file 1')).toEqual(dataKey);
    expect(await new FileKeyring(folder).unwrap(keyId, wrapped, 'file 1')).toEqual(dataKey);
  });

  it('can be read by nobody else on the machine', async () => {
    await keyring.wrap('AUS', dataKey, 'file 1');
    expect(statSync(folder).mode & 0o077).toBe(0);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('opens nothing that was changed, moved, or wrapped for another party', async () => {
    const { keyId, wrapped } = await keyring.wrap('AUS', dataKey, 'file 1');
    const other = await keyring.wrap('IDN', dataKey, 'file 1');
    const changed = Buffer.from(wrapped);
    changed[30] = (changed[30] ?? 0) ^ 1;
    await expect(keyring.unwrap(keyId, changed, 'file 1')).rejects.toHaveProperty('code', 'tampered');
    await expect(keyring.unwrap(keyId, wrapped, 'file 2')).rejects.toHaveProperty('code', 'tampered');
    await expect(keyring.unwrap(other.keyId, wrapped, 'file 1')).rejects.toHaveProperty('code', 'tampered');
    await expect(keyring.unwrap('AUS.7.00000000', wrapped, 'file 1')).rejects.toHaveProperty('code', 'unknown');
  });

  it('makes one key when two processes meet a party for the first time', async () => {
    const rings = Array.from({ length: 8 }, () => new FileKeyring(folder));
    const all = await Promise.all(rings.map((ring) => ring.wrap('AUS', dataKey, 'file 1')));
    expect(new Set(all.map(({ keyId }) => keyId)).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['AUS.1.json']);
  });

  it('wraps under the new key after a rotation, and still opens what the old one wrapped', async () => {
    const before = await keyring.wrap('AUS', dataKey, 'file 1');
    const id = await keyring.rotate('AUS');
    expect((await keyring.wrap('AUS', dataKey, 'file 2')).keyId).toBe(id);
    expect(await keyring.unwrap(before.keyId, before.wrapped, 'file 1')).toEqual(dataKey);
    expect((await keyring.keys()).map(({ state }) => state).sort()).toEqual(['active', 'rotated']);
    await keyring.retire(before.keyId);
    await expect(keyring.unwrap(before.keyId, before.wrapped, 'file 1')).rejects.toHaveProperty('code', 'destroyed');
    await expect(keyring.retire(id)).rejects.toHaveProperty('code', 'unknown');
  });

  it('SR-75: leaves nothing of a destroyed party\'s keys, and makes it none until it is let in again', async () => {
    const { keyId, wrapped } = await keyring.wrap('AUS', dataKey, 'file 1');
    const kept = (JSON.parse(readFileSync(join(folder, 'AUS.1.json'), 'utf8')) as { key: string }).key;
    await keyring.rotate('AUS');
    expect(await keyring.destroy('AUS')).toHaveLength(2);
    await expect(keyring.unwrap(keyId, wrapped, 'file 1')).rejects.toHaveProperty('code', 'destroyed');
    await expect(new FileKeyring(folder).wrap('AUS', dataKey, 'file 3')).rejects.toHaveProperty('code', 'destroyed');
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.toContain(kept);
    expect((await keyring.keys()).map(({ state }) => state)).toEqual(['destroyed', 'destroyed']);
    await keyring.reopen('AUS');
    expect((await keyring.wrap('AUS', dataKey, 'file 3')).keyId).toMatch(/^AUS\.3\./);
  });

  it('can be read by others at any moment while keys end', async () => {
    const { keyId, wrapped } = await keyring.wrap('IDN', dataKey, 'file 1');
    const ending = new AbortController();
    const reading = (async () => {
      while (!ending.signal.aborted) expect(await new FileKeyring(folder).unwrap(keyId, wrapped, 'file 1')).toEqual(dataKey);
    })();
    for (let turn = 0; turn < 40; turn++) {
      const { keyId: old } = await keyring.wrap('AUS', dataKey, 'file 1');
      await keyring.rotate('AUS');
      await keyring.retire(old);
    }
    ending.abort();
    await reading;
  });

  it('makes no first key for a party whose keys were here, or are expected, and are gone', async () => {
    await keyring.wrap('AUS', dataKey, 'file 1');
    const later = new FileKeyring(folder);
    await later.keys();
    rmSync(join(folder, 'AUS.1.json'));
    later.expect(['IDN']);
    for (const party of ['AUS', 'IDN']) await expect(later.wrap(party, dataKey, 'file 2')).rejects.toHaveProperty('code', 'unavailable');
    expect(readdirSync(folder)).toEqual([]);
    expect(await later.begin('IDN', 4)).toMatch(/^IDN\.5\./);
    await later.wrap('IDN', dataKey, 'file 2');
    await expect(later.begin('IDN', 5)).rejects.toHaveProperty('code', 'unknown');
    await later.wrap('NZL', dataKey, 'file 3');
  });

  it('names a party only as parties are named', async () => {
    await expect(keyring.wrap('../AUS', dataKey, 'file 1')).rejects.toHaveProperty('code', 'unknown');
  });

  it('says that it is away when its folder cannot be read', async () => {
    writeFileSync(join(folder, '..', 'no-folder'), '');
    const gone = new FileKeyring(join(folder, '..', 'no-folder'));
    expect(await gone.health()).toBe(false);
    await expect(gone.wrap('AUS', dataKey, 'file 1')).rejects.toHaveProperty('code', 'unavailable');
    chmodSync(join(folder, '..', 'no-folder'), 0o600);
    expect(await keyring.health()).toBe(true);
  });
});
