import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Handles, Jobs, type Payload } from '../../kernel/jobs/index.js';
import { Keyring } from '../../kernel/keyring/index.js';
import { conflict, invalid, notFound } from '../../kernel/problems.js';
import { SealedTexts } from '../../kernel/sealed-texts/index.js';
import { Parties } from '../parties.js';
import type { Party } from '../party.entity.js';
import { KeyRequest } from './key-request.entity.js';
import { keeperRole, lockKeys } from './keepers.js';
import type { KeyRequestInput } from './keys.dto.js';

const keeping = systemActor('file-keeping');

/**
 * The end of a party's keys, and with them of everything they open, by two persons (SR-75): one asks, another confirms, then there is time to stop
 * it. The same two steps open its keys again: new files get a new key, what was lost stays lost.
 */
@Injectable()
export class KeyRequests {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly keyring: Keyring,
    private readonly texts: SealedTexts,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem 400 when the name is not typed as it is shown, 403, 404, 409 */
  async ask(actor: Actor, code: string, { wish, confirmation, reason }: KeyRequestInput): Promise<void> {
    const destroyed = await this.isDestroyed(code);
    await this.db.write(actor, async () => {
      const party = await this.parties.readable(actor, code);
      this.access.require(actor, 'request-keys', party);
      mustName(party, confirmation);
      if (wish === 'destroy' && destroyed) throw conflict('Its keys are destroyed already.');
      if (wish === 'reopen' && !destroyed) throw conflict('Its keys are there, so there is nothing to open again.');
      if (wish === 'destroy') await this.mustNotBeHeld(code);
      await lockKeys(this.db, code);
      const [waiting] = await this.db.sql(`SELECT FROM app.key_wishes WHERE party = $1 AND state NOT IN ('stopped', 'done')`, [code]);
      if (waiting) throw conflict('Something was asked for already, and is neither stopped nor done.');
      const request = Object.assign(new KeyRequest(), {
        id: randomUUID(), party: code, wish, reason, bySecretariat: !(await this.hasAnother(code, actor.userId)), state: 'asked', askedBy: actor.userId, askedAt: new Date(),
        confirmedBy: null, confirmedAt: null, dueAt: null, stoppedBy: null, endedAt: null,
      });
      await this.db.manager.insert(KeyRequest, request);
      await this.events.record(actor, `party-key.${said[wish]}-asked`, about(request), { request: request.id, bySecretariat: request.bySecretariat });
    });
  }

  /** By another person than the one who asked. @returns the party. @throws Problem 400, 403, 404, 409 */
  async confirm(actor: Actor, id: string, confirmation: string): Promise<string> {
    return this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'confirm');
      mustName(await this.parties.readable(actor, request.party), confirmation);
      if (request.wish === 'destroy') await this.mustNotBeHeld(request.party);
      const hours = request.wish === 'destroy' ? this.settings.keyDestructionHours : 0;
      request.confirm(actor.userId, new Date(Date.now() + hours * 3_600_000));
      await this.db.manager.save(request);
      await this.events.record(actor, `party-key.${said[request.wish]}-confirmed`, about(request), { request: id, due: request.dueAt });
      await this.jobs.enqueue('key-request-due', { id }, { at: request.dueAt ?? undefined, key: `key-request/${id}` });
      return request.party;
    });
  }

  /** @throws Problem 403, 404, 409 */
  async stop(actor: Actor, id: string): Promise<void> {
    await this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'stop');
      request.stop(actor.userId);
      await this.db.manager.save(request);
      await this.events.record(actor, `party-key.${said[request.wish]}-stopped`, about(request), { request: id });
    });
  }

  /** Takes effect when its time has come. Killed at any place it goes on from there; run twice it does it once. */
  @Handles('key-request-due')
  async due({ id }: Payload): Promise<void> {
    const request = await this.db.write(keeping, () => this.begin(String(id)));
    if (!request) return;
    failPoint('keys-ended');
    if (request.wish === 'reopen') await this.keyring.reopen(request.party);
    else await this.keyring.destroy(request.party);
    failPoint('keys-destroyed');
    await this.db.write(keeping, () => this.end(request));
    this.texts.forget();
  }

  /** What a dead worker left behind. */
  @Handles('tend-key-requests', { daily: true })
  async tend(): Promise<void> {
    await this.db.write(keeping, async () => {
      for (const { id } of await this.db.sql<{ id: string }>(`SELECT id FROM app.key_wishes WHERE state IN ('confirmed', 'under-way') AND due_at <= now()`)) {
        await this.jobs.enqueue('key-request-due', { id }, { key: `key-request/${id}` });
      }
    });
  }

  /** From here on it cannot be stopped, and nothing is entered any more under the keys that end. */
  private async begin(id: string): Promise<KeyRequest | null> {
    const found = await this.db.query(KeyRequest, 'request').where(`request.id = :id AND request.state IN ('confirmed', 'under-way') AND request.dueAt <= now()`, { id }).getOne();
    if (!found) return null;
    await lockKeys(this.db, found.party);
    const request = await this.db.query(KeyRequest, 'request').where('request.id = :id', { id }).setLock('pessimistic_write').getOne();
    if (request?.state === 'under-way') return request;
    if (request?.state !== 'confirmed') return null;
    if (request.wish === 'destroy' && (await this.isHeld(request.party))) return this.hold(request);
    request.state = 'under-way';
    await this.db.manager.save(request);
    if (request.wish === 'destroy') await this.endKeys(request.party);
    return request;
  }

  private async endKeys(party: string): Promise<void> {
    const living = (await this.keyring.keys()).filter((key) => key.party === party && (key.state === 'active' || key.state === 'rotated'));
    for (const { id } of living) await this.db.sql('INSERT INTO app.ended_keys (key_id, party) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, party]);
    await this.db.sql('UPDATE app.text_keys SET ended_at = now() WHERE party = $1 AND ended_at IS NULL', [party]);
    await this.db.sql('UPDATE app.key_rotations SET ended_at = coalesce(ended_at, now()), retired_at = now() WHERE party = $1 AND retired_at IS NULL', [party]);
  }

  private async hold(request: KeyRequest): Promise<null> {
    Object.assign(request, { state: 'stopped', endedAt: new Date() });
    await this.db.manager.save(request);
    await this.events.record(keeping, 'party-key.destruction-held', about(request), { request: request.id });
    return null;
  }

  private async end(request: KeyRequest): Promise<void> {
    const [done] = await this.db.sql(`UPDATE app.key_wishes SET state = 'done', ended_at = now() WHERE id = $1 AND state = 'under-way' RETURNING id`, [request.id]);
    if (done) await this.events.record(keeping, request.wish === 'destroy' ? 'party-key.destroyed' : 'party-key.reopened', about(request), { request: request.id });
  }

  private async changeable(actor: Actor, id: string, verb: string): Promise<KeyRequest> {
    await this.db.sql('SELECT FROM app.key_wishes WHERE id = $1 FOR UPDATE', [id]);
    const request = await this.access.scope(this.db.query(KeyRequest, 'request'), actor, 'read').andWhere('request.id = :id', { id }).getOne();
    if (!request) throw notFound();
    if (verb === 'confirm' && request.askedBy === actor.userId) request.confirm(actor.userId, new Date()); // says that it takes another person
    this.access.require(actor, verb, request);
    return request;
  }

  /** Whether somebody else of the party could confirm. */
  private async hasAnother(party: string, userId: string): Promise<boolean> {
    const others = await this.db.sql(
      `SELECT FROM app.delegations WHERE party = $1 AND user_id <> $2 AND state = 'active' AND valid @> current_date AND $3 = ANY (roles) LIMIT 1`, [party, userId, keeperRole(party)],
    );
    return others.length > 0;
  }

  private async isDestroyed(party: string): Promise<boolean> {
    const keys = (await this.keyring.keys()).filter((key) => key.party === party);
    return keys.length > 0 && keys.every(({ state }) => state === 'destroyed' || state === 'retired');
  }

  private async isHeld(party: string): Promise<boolean> {
    return (await this.db.sql<{ held: boolean }>('SELECT app.party_held($1) AS held', [party]))[0]?.held ?? false;
  }

  private async mustNotBeHeld(party: string): Promise<void> {
    if (await this.isHeld(party)) throw conflict('Documents of this party are under a legal hold, so its keys are not destroyed. Two officers can lift the hold.', 'held');
  }
}

const said = { destroy: 'destruction', reopen: 'reopening' } as const;
const about = ({ party }: KeyRequest) => ({ type: 'party', id: party, originator: party });

function mustName({ name }: Party, confirmation: string): void {
  if (confirmation.trim() !== name) throw invalid([{ path: 'confirmation', message: `Type the name of the party as it is shown: ${name}.` }]);
}
