import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Handles, Jobs, type Payload } from '../../kernel/jobs/index.js';
import { Keyring, type PartyKey } from '../../kernel/keyring/index.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
import { SealedTexts } from '../../kernel/sealed-texts/index.js';
import { conflict, keyDestroyed } from '../../kernel/problems.js';
import { Parties } from '../parties.js';
import { lockKeys } from './keepers.js';

const keeping = systemActor('file-keeping');

interface Rotation {
  id: string;
  party: string;
  from_key: string;
  ended_at: Date | null;
}

/**
 * A party's key is rotated: a new one wraps from now on, and what the old one wrapped is wrapped anew, row by row, while everything stays
 * readable. Where it stands is told by the rows themselves, so it may die at any moment and be run again (SR-75).
 */
@Injectable()
export class Rotations {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly keyring: Keyring,
    private readonly files: SealedFiles,
    private readonly texts: SealedTexts,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem 403, 404, 409 while another one runs or there is no key yet, 410 */
  async begin(actor: Actor, code: string): Promise<void> {
    const last = (await this.keysOf(code)).at(-1);
    await this.db.write(actor, async () => {
      if (!actor.system) this.access.require(actor, 'rotate-keys', await this.parties.readable(actor, code));
      if (!last) throw conflict('This party has no key yet: it gets one with its first file.');
      if (last.state === 'destroyed') throw keyDestroyed();
      await lockKeys(this.db, code);
      const [running] = await this.db.sql('SELECT FROM app.key_rotations WHERE party = $1 AND ended_at IS NULL', [code]);
      if (running) throw conflict('A rotation of its key is under way already.');
      const [ending] = await this.db.sql(`SELECT FROM app.key_wishes WHERE party = $1 AND wish = 'destroy' AND state IN ('confirmed', 'under-way')`, [code]);
      if (ending) throw conflict('Its keys are about to be destroyed, so they are not rotated.');
      const id = randomUUID();
      await this.db.sql('INSERT INTO app.key_rotations (id, party, from_key) VALUES ($1, $2, $3)', [id, code, last.id]);
      await this.events.record(actor, 'party-key.rotation-begun', { type: 'party', id: code, originator: code }, { rotation: id, key: last.id });
      await this.jobs.enqueue('rotate-key', { id }, { key: `rotate-key/${id}` });
    });
  }

  @Handles('rotate-key')
  async rotate({ id }: Payload): Promise<void> {
    const rotation = await this.db.write(keeping, async () => {
      const found = await this.find(String(id));
      if (!found || found.ended_at) return null;
      await lockKeys(this.db, found.party);
      const keys = await this.keysOf(found.party);
      if (keys.at(-1)?.state === 'destroyed') return null;
      // The new key appears once, however often this is begun.
      if (keys.find(({ state }) => state === 'active')?.id === found.from_key) await this.keyring.rotate(found.party);
      return found;
    });
    if (!rotation) return;
    failPoint('key-rotated');
    await this.count(rotation);
    await this.end(rotation, await this.rewrap(rotation.party));
  }

  /** Once nothing is wrapped by the old key, and what was under way with it has had its time. What comes later still is refused (see the migration). */
  @Handles('retire-key')
  async retire({ id }: Payload): Promise<void> {
    const rotation = await this.db.read(keeping, () => this.find(String(id)));
    if (!rotation?.ended_at) return;
    const { party, from_key: key } = rotation;
    if ((await this.keysOf(party)).find((one) => one.id === key)?.state === 'rotated') {
      await this.rewrap(party);
      await this.db.write(keeping, async () => {
        await lockKeys(this.db, party);
        const left = await this.db.sql('SELECT FROM app.sealed_files WHERE key_id = $1 UNION ALL SELECT FROM app.text_keys WHERE key_id = $1 LIMIT 1', [key]);
        if (left.length > 0) throw new Error(`${key} still wraps something that could not be wrapped anew`);
        const [now] = await this.db.sql(`INSERT INTO app.ended_keys (key_id, party) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key_id`, [key, party]);
        if (now) await this.events.record(keeping, 'party-key.retired', { type: 'party', id: party, originator: party }, { rotation: rotation.id, key });
      });
      await this.keyring.retire(key);
    }
    await this.db.write(keeping, () => this.db.sql('UPDATE app.key_rotations SET retired_at = now() WHERE id = $1 AND retired_at IS NULL', [rotation.id]));
  }

  /** What a dead worker left behind. */
  @Handles('tend-keys', { daily: true })
  async tend(): Promise<void> {
    const open = await this.db.read(keeping, () => this.db.sql<{ id: string; ended: boolean }>('SELECT id, ended_at IS NOT NULL AS ended FROM app.key_rotations WHERE retired_at IS NULL'));
    await this.db.write(keeping, async () => {
      for (const { id, ended } of open) await this.jobs.enqueue(ended ? 'retire-key' : 'rotate-key', { id }, { key: `${ended ? 'retire' : 'rotate'}-key/${id}` });
    });
  }

  private async find(id: string): Promise<Rotation | undefined> {
    return (await this.db.sql<Rotation>('SELECT id, party, from_key, ended_at FROM app.key_rotations WHERE id = $1', [id]))[0];
  }

  private async keysOf(party: string): Promise<PartyKey[]> {
    return (await this.keyring.keys()).filter((key) => key.party === party).sort((a, b) => a.madeAt.getTime() - b.madeAt.getTime());
  }

  /** How much there is to do, once: what is done is what is missing of it. */
  private async count({ id, party }: Rotation): Promise<void> {
    const from = await this.rotated(party);
    await this.db.write(keeping, () => this.db.sql(
      `UPDATE app.key_rotations SET total = (SELECT count(*) FROM app.sealed_files WHERE key_id = ANY ($2)) + (SELECT count(*) FROM app.text_keys WHERE key_id = ANY ($2)) WHERE id = $1 AND total IS NULL`, [id, from],
    ));
  }

  /** Batch after batch, until no rotated key of the party wraps anything. @returns how many rows this run wrapped anew */
  private async rewrap(party: string): Promise<number> {
    const from = await this.rotated(party);
    return (await this.files.rewrap(keeping, from)) + (await this.texts.rewrap(keeping, from));
  }

  private async rotated(party: string): Promise<string[]> {
    return (await this.keysOf(party)).filter(({ state }) => state === 'rotated').map(({ id }) => id);
  }

  private async end(rotation: Rotation, rows: number): Promise<void> {
    const at = new Date(Date.now() + this.settings.keyGraceMinutes * 60_000);
    await this.db.write(keeping, async () => {
      const [ended] = await this.db.sql('UPDATE app.key_rotations SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING id', [rotation.id]);
      if (!ended) return;
      await this.events.record(keeping, 'party-key.rotated', { type: 'party', id: rotation.party, originator: rotation.party }, { rotation: rotation.id, rows });
      await this.jobs.enqueue('retire-key', { id: rotation.id }, { at, key: `retire-key/${rotation.id}` });
    });
  }
}
