import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { systemActor } from '../../kernel/access/index.js';
import type { Database } from '../../kernel/database/index.js';
import { Problem } from '../../kernel/problems.js';
import { sealedSize, type SealedFiles } from '../../kernel/sealed-files/index.js';
import { type Storage, StorageError } from '../../kernel/storage/index.js';
import type { Reader } from '../reader.js';
import type { Fault, Tally } from './fault.js';

interface Row {
  storage_key: string;
  owner: string;
  subject: string;
  bytes: string;
  sha256: string;
}

const pageOfFiles = 'SELECT storage_key, owner, subject, bytes, sha256 FROM app.sealed_files WHERE storage_key > $1 ORDER BY storage_key LIMIT 500';
/** Sealed files that nothing refers to; all who may is named here (a test holds it against the schema). */
const pageOfOrphans = `
  SELECT f.storage_key, f.owner, f.subject, f.bytes, f.sha256 FROM app.sealed_files f
   WHERE f.storage_key > $1
     AND NOT EXISTS (SELECT FROM app.document_versions v WHERE v.storage_key = f.storage_key)
     AND NOT EXISTS (SELECT FROM app.renditions r WHERE r.storage_key = f.storage_key)
     AND NOT EXISTS (SELECT FROM app.upload_segments s WHERE s.storage_key = f.storage_key)
     AND NOT EXISTS (SELECT FROM app.nominations n WHERE n.letter_key = f.storage_key)
     AND NOT EXISTS (SELECT FROM app.certificates c WHERE c.storage_key = f.storage_key)
     AND NOT EXISTS (SELECT FROM app.packages p WHERE p.storage_key = f.storage_key)
   ORDER BY f.storage_key LIMIT 500`;
const atOnce = 16;
const keeper = systemActor('file-keeping');

/** Rows against objects (I1, I2): a page of rows at a time, then a page of objects at a time; never the whole of either. */
export class Files {
  constructor(
    private readonly reader: Reader,
    private readonly db: Database,
    private readonly storage: Storage,
    private readonly files: SealedFiles,
    private readonly tally: Tally,
  ) {}

  /** Each row has its object, of the length its frames make up; with `decrypt` every frame is opened and the whole hashed. */
  async *rows({ decrypt }: { decrypt: boolean }): AsyncGenerator<Fault> {
    for await (const page of this.reader.pages<Row>(pageOfFiles, (row) => row.storage_key)) {
      for (let at = 0; at < page.length; at += atOnce) {
        const found = await Promise.all(page.slice(at, at + atOnce).map((row) => this.row(row, decrypt)));
        yield* found.flat();
      }
    }
  }

  /** Each row belongs to something: it is entered and forgotten in one unit of work with that. Left to people: what it holds may be the only copy. */
  async *orphans(): AsyncGenerator<Fault> {
    for await (const page of this.reader.pages<Row>(pageOfOrphans, (row) => row.storage_key)) {
      for (const { storage_key: key, subject, owner } of page) {
        yield { invariant: 'I2', fault: 'row-without-owner', subject: `file/${key}`, say: `The file ${key} of ${subject} (${owner}) belongs to nothing. Find out what it was before its row and its object are removed.` };
      }
    }
  }

  /** Each object has its row, unless it is younger than the grace: then it may be on its way in or out. */
  async *objects(grace: number): AsyncGenerator<Fault> {
    const before = Date.now() - grace;
    let waiting: { key: string; bytes: number }[] = [];
    for await (const { key, bytes, at } of this.storage.list()) {
      this.tally.objects += 1;
      if (at.getTime() <= before) waiting.push({ key, bytes });
      if (waiting.length < 500) continue;
      yield* await this.strays(waiting);
      waiting = [];
    }
    yield* await this.strays(waiting);
  }

  private async row(row: Row, decrypt: boolean): Promise<Fault[]> {
    this.tally.files += 1;
    const of = { subject: `file/${row.storage_key}` };
    const named = `The file ${row.storage_key} of ${row.subject} (${row.owner})`;
    const size = await this.storage.size(row.storage_key).catch((error: unknown) => {
      if (error instanceof StorageError && error.code === 'missing') return null;
      throw error;
    });
    if (size === null) return (await this.isKept(row.storage_key)) ? [{ ...of, invariant: 'I2', fault: 'row-without-object', say: `${named} is not in the store. Bring it back from a backup.` }] : [];
    const due = sealedSize(Number(row.bytes));
    if (size !== due) return [{ ...of, invariant: 'I1', fault: 'wrong-length', say: `${named} has ${size} octets in the store where ${due} were sealed. Bring it back from a backup.` }];
    if (!decrypt) return [];
    const why = await this.opens(row);
    return why ? [{ ...of, invariant: 'I1', fault: 'does-not-open', say: `${named} cannot be opened: ${why}` }] : [];
  }

  /** Nothing when the file opens whole, or was shredded on purpose; else why not. */
  private async opens({ storage_key: key, sha256 }: Row): Promise<string | undefined> {
    try {
      const file = await this.db.read(keeper, () => this.files.find(key));
      const hash = await hashed(await file.open());
      if (hash !== sha256) return 'what is in it is not what was received.';
      this.tally.opened += 1;
      return undefined;
    } catch (error) {
      if (error instanceof Problem && error.status === 410) {
        this.tally.shredded += 1;
        return undefined;
      }
      return (await this.isKept(key)) ? String((error as Error).message) : undefined;
    }
  }

  private async strays(objects: readonly { key: string; bytes: number }[]): Promise<Fault[]> {
    if (objects.length === 0) return [];
    const known = await this.reader.rows<{ storage_key: string }>('SELECT storage_key FROM app.sealed_files WHERE storage_key = ANY ($1)', [objects.map(({ key }) => key)]);
    const kept = new Set(known.map((row) => row.storage_key));
    return objects.filter(({ key }) => !kept.has(key)).map(({ key, bytes }) => ({
      invariant: 'I2', fault: 'object-without-row', subject: `file/${key}`, say: `The object ${key} (${bytes} octets) belongs to nothing.`,
      mend: async () => {
        if (!(await this.isKept(key))) await this.storage.remove(key);
      },
    }));
  }

  /** Asked again before anything is said: a file may have been given up since its page was read. */
  private async isKept(key: string): Promise<boolean> {
    return (await this.reader.rows('SELECT FROM app.sealed_files WHERE storage_key = $1', [key])).length > 0;
  }
}

async function hashed(source: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
