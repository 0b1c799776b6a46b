import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../access/index.js';
import { Database } from '../database/index.js';
import { Keyring, KeyringError, rewrapped } from '../keyring/index.js';
import { keyDestroyed, keysUnavailable } from '../problems.js';
import { keyIdOf, seal, unseal } from './envelope.js';

export type Unreadable = 'key-destroyed' | 'damaged';

/** What an envelope held, or why nobody can tell any more. */
export type Opened<T> = { texts: T; unreadable: null } | { texts: null; unreadable: Unreadable };

interface Row {
  id: string;
  party: string;
  key_id: string;
  wrapped: Buffer;
  kept: boolean;
}

/** For so long a page of texts costs neither database nor keyring; it is also how long another node still opens what a destroyed key sealed. */
const remembered = 60_000;

/**
 * Texts sealed at rest (SR-74): each party has one key for them, which lies in the database wrapped by the party's own. So a list of the texts of
 * ten parties costs ten keys, and rotating a party's key re-wraps one row. Every call is made within a unit of work.
 */
@Injectable()
export class SealedTexts {
  private readonly log = new Logger('sealed-texts');
  private readonly known = new Map<string, { key: Buffer; party: string; until: number }>();

  constructor(
    private readonly db: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * @param party the one that acts, whose key seals; @param place 'document/<id>': the envelope opens nowhere else
   * @throws Problem 410 when the party's key was destroyed, 503 when the keyring is away
   */
  async seal(party: string, place: string, texts: object): Promise<Buffer> {
    const { id, key } = await this.keyOf(party);
    return seal(key, id, place, Buffer.from(JSON.stringify(texts)));
  }

  /** What the envelope holds. @throws Problem 503 when the keyring is away */
  async open<T>(place: string, sealed: Buffer): Promise<Opened<T>> {
    const id = keyIdOf(sealed);
    const key = id && (await this.key(id, place));
    if (!key) return { texts: null, unreadable: 'key-destroyed' };
    try {
      return { texts: JSON.parse(unseal(key, place, sealed).toString()) as T, unreadable: null };
    } catch (error) {
      this.log.error({ place }, `ALARM: sealed texts cannot be opened: ${String(error)}`);
      return { texts: null, unreadable: 'damaged' };
    }
  }

  /** Wraps the keys of texts anew that these keys of one party wrap, as a task that keeps files. @returns how many. @throws KeyringError */
  async rewrap(actor: Actor, from: readonly string[]): Promise<number> {
    const rows = await this.db.read(actor, () => this.db.sql<Row>('SELECT id, party, key_id, wrapped, true AS kept FROM app.text_keys WHERE key_id = ANY ($1)', [from]));
    let done = 0;
    for (const row of rows) {
      const fresh = await rewrapped(this.keyring, row, contextOf(row.id), row.party);
      if (!fresh) {
        this.log.error({ key: row.key_id }, 'ALARM: a key of texts cannot be opened');
        continue;
      }
      await this.db.write(actor, () => this.db.sql('UPDATE app.text_keys SET key_id = $3, wrapped = $4 WHERE id = $1 AND key_id = $2', [row.id, row.key_id, fresh.keyId, fresh.wrapped]));
      done += 1;
    }
    return done;
  }

  /** Forgets every key at once: after one was destroyed. */
  forget(): void {
    this.known.clear();
  }

  private async keyOf(party: string): Promise<{ id: string; key: Buffer }> {
    const text = 'SELECT id, party, key_id, wrapped, made_at < now() AS kept FROM app.text_keys WHERE party = $1 AND ended_at IS NULL';
    const find = async () => (await this.db.sql<Row>(text, [party], 'text_key_of'))[0];
    const row = (await find()) ?? (await this.make(party)) ?? (await find());
    if (!row) throw keysUnavailable();
    return { id: row.id, key: await this.unwrap(row).catch(refused) };
  }

  /** Nothing when somebody else made one at the same moment. */
  private async make(party: string): Promise<Row | undefined> {
    const id = randomUUID();
    const { keyId, wrapped } = await this.keyring.wrap(party, randomBytes(32), contextOf(id)).catch(refused);
    const [made] = await this.db.sql<Row>(
      'INSERT INTO app.text_keys (id, party, key_id, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT (party) WHERE ended_at IS NULL DO NOTHING RETURNING id, party, key_id, wrapped, false AS kept',
      [id, party, keyId, wrapped],
    );
    return made;
  }

  /** Null when nothing opens it any more. */
  private async key(id: string, place: string): Promise<Buffer | null> {
    const held = this.known.get(id);
    if (held && held.until > performance.now()) return held.key;
    const [row] = await this.db.sql<Row>('SELECT id, party, key_id, wrapped, kept FROM app.text_key($1)', [id], 'text_key');
    if (!row) return null;
    return this.unwrap(row).catch((error: unknown) => {
      if (!(error instanceof KeyringError) || error.code === 'unavailable') return refused(error);
      if (error.code !== 'destroyed') this.log.error({ place, key: row.key_id }, `ALARM: a key of texts cannot be opened: ${error.code}`);
      return null;
    });
  }

  /** Asked for sealing even when known: a destroyed key seals nothing more. */
  private async unwrap({ id, party, key_id: keyId, wrapped, kept }: Row): Promise<Buffer> {
    const key = await this.keyring.unwrap(keyId, wrapped, contextOf(id));
    if (kept) this.known.set(id, { key, party, until: performance.now() + remembered });
    return key;
  }
}

const contextOf = (id: string) => `text-key/${id}`;

function refused(error: unknown): never {
  if (!(error instanceof KeyringError)) throw error;
  throw error.code === 'destroyed' ? keyDestroyed() : keysUnavailable({ cause: error });
}
