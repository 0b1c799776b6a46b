import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Keyring, KeyringError, type PartyKey, type Wrapped } from './keyring.js';
import { unwrapKey, wrapKey } from './wrapping.js';

/** What lies in a file of the folder. Without `key` it is a tombstone. */
interface Kept {
  id: string;
  party: string;
  generation: number;
  madeAt: string;
  key?: string;
  ended?: { how: 'retired' | 'destroyed'; at: string };
}

/** For so long another process may not have noticed that a key was rotated or destroyed. */
const remembered = 10_000;

/**
 * Keys as files of one folder, `<party>.<generation>.json`, which several processes may share: a key appears whole or not at all, and of two
 * that are made at once one stands. Nobody else may read the folder; it belongs into no backup that holds the files.
 */
export class FileKeyring extends Keyring {
  private cache: { at: number; kept: Promise<Kept[]> } | undefined;
  /** Parties that have had a key: a folder without one of theirs is another folder, or one that is not mounted. */
  private readonly had = new Set<string>();

  constructor(private readonly folder: string) {
    super();
  }

  override async wrap(party: string, dataKey: Buffer, context: string): Promise<Wrapped> {
    const { id, key } = await this.active(party);
    return { keyId: id, wrapped: wrapKey(Buffer.from(key, 'base64'), dataKey, context) };
  }

  override async unwrap(keyId: string, wrapped: Buffer, context: string): Promise<Buffer> {
    const { key } = await this.byId(keyId);
    if (!key) throw new KeyringError('destroyed');
    return unwrapKey(Buffer.from(key, 'base64'), wrapped, context);
  }

  override async rotate(party: string): Promise<string> {
    const { generation } = await this.active(party);
    return (await this.make(party, generation + 1)).id;
  }

  override async retire(keyId: string): Promise<void> {
    const found = await this.byId(keyId);
    if (found.ended) return;
    if ((await this.active(found.party)).id === keyId) throw new KeyringError('unknown');
    await this.end(found, 'retired');
  }

  override async destroy(party: string): Promise<string[]> {
    const living = this.of(party, await this.fresh()).filter(({ key }) => key);
    for (const one of living) await this.end(one, 'destroyed');
    return living.map(({ id }) => id);
  }

  override async reopen(party: string): Promise<void> {
    const last = this.of(party, await this.fresh()).at(-1);
    if (last?.ended?.how === 'destroyed') await this.make(party, last.generation + 1);
  }

  override expect(parties: Iterable<string>): void {
    for (const party of parties) this.had.add(party);
    this.cache = undefined; // what was seen until here is looked at again by whoever opens something
  }

  override async begin(party: string, lost: number): Promise<string> {
    if (this.of(party, await this.fresh()).length > 0) throw new KeyringError('unknown');
    return (await this.make(party, lost + 1)).id;
  }

  override async keys(): Promise<PartyKey[]> {
    const all = await this.fresh();
    return all.map(({ id, party, madeAt, ended, generation }) => ({
      id, party, madeAt: new Date(madeAt), state: ended?.how ?? (this.of(party, all).at(-1)?.generation === generation ? 'active' : 'rotated'),
    }));
  }

  override async health(): Promise<boolean> {
    return this.fresh().then(() => true, () => false);
  }

  private async active(party: string): Promise<Kept & { key: string }> {
    const found = this.of(party, await this.known()).at(-1) ?? this.of(party, await this.fresh()).at(-1);
    if (!found && this.had.has(party)) throw new KeyringError('unavailable');
    const last = found ?? (await this.make(party, 1));
    if (!last.key) throw new KeyringError('destroyed');
    return { ...last, key: last.key };
  }

  private async byId(id: string): Promise<Kept> {
    const find = (all: Kept[]) => all.find((one) => one.id === id);
    const found = find(await this.known()) ?? find(await this.fresh());
    if (!found) throw new KeyringError('unknown');
    return found;
  }

  private of(party: string, all: Kept[]): Kept[] {
    return all.filter((one) => one.party === party).sort((a, b) => a.generation - b.generation);
  }

  private known(): Promise<Kept[]> {
    return this.cache && performance.now() - this.cache.at < remembered ? this.cache.kept : this.fresh();
  }

  private fresh(): Promise<Kept[]> {
    const kept = this.readAll();
    this.cache = { at: performance.now(), kept };
    kept.catch(() => (this.cache = undefined));
    return kept;
  }

  private async readAll(): Promise<Kept[]> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const names = (await readdir(this.folder)).filter((name) => name.endsWith('.json'));
      const all = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(this.folder, name), 'utf8')) as Kept));
      for (const { party } of all) this.had.add(party);
      return all;
    } catch (cause) {
      throw new KeyringError('unavailable', { cause });
    }
  }

  /** The key of this generation: made here, or by whoever was faster. */
  private async make(party: string, generation: number): Promise<Kept> {
    if (!/^[A-Z][A-Z0-9_-]{1,39}$/.test(party)) throw new KeyringError('unknown');
    const key = randomBytes(32);
    const id = `${party}.${generation}.${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
    const made: Kept = { id, party, generation, madeAt: new Date().toISOString(), key: key.toString('base64') };
    await this.write(made, async (aside, place) => {
      await link(aside, place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      await rm(aside);
    });
    return this.of(party, await this.fresh()).find((one) => one.generation === generation) ?? Promise.reject(new KeyringError('unavailable'));
  }

  /** The tombstone takes the key's place as a whole, so that nobody ever reads half of either; only then the key is written over where it lay. */
  private async end(kept: Kept, how: 'retired' | 'destroyed'): Promise<void> {
    const { key: _key, ...tombstone } = kept;
    const before = await open(this.place(kept), 'r+').catch((cause: unknown) => Promise.reject(new KeyringError('unavailable', { cause })));
    try {
      await this.write({ ...tombstone, ended: { how, at: new Date().toISOString() } }, rename);
      this.cache = undefined;
      await writeOver(before);
    } finally {
      await before.close();
    }
  }

  private async write(kept: Kept, settle: (aside: string, place: string) => Promise<void>): Promise<void> {
    const aside = join(this.folder, `${kept.party}.${randomBytes(8).toString('hex')}.aside`);
    try {
      const file = await open(aside, 'wx', 0o600);
      await file.writeFile(JSON.stringify(kept));
      await file.sync().finally(() => file.close());
      await settle(aside, this.place(kept));
      const folder = await open(this.folder, 'r');
      await folder.sync().finally(() => folder.close());
    } catch (cause) {
      await rm(aside, { force: true });
      throw new KeyringError('unavailable', { cause });
    }
  }

  private place({ party, generation }: Kept): string {
    return join(this.folder, `${party}.${generation}.json`);
  }
}

/** Chance over what a file holds, for disks that write in place; what copies keep is for their owners to shred. */
async function writeOver(file: FileHandle): Promise<void> {
  await file.write(randomBytes((await file.stat()).size), 0);
  await file.sync();
}
