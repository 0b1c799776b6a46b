import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Keyring, KeyringError, type PartyKey } from '../../kernel/keyring/index.js';
import { Parties } from '../parties.js';
import { Party } from '../party.entity.js';
import { KeyRequest } from './key-request.entity.js';
import type { KeyRequestView, PartyKeysView, RotationView } from './keys.dto.js';

const keeping = systemActor('file-keeping');

interface Held {
  party: string;
  key_id: string;
  files: number;
  texts: number;
}
interface Rotation {
  party: string;
  begun_at: Date;
  ended_at: Date | null;
  total: number | null;
}

/** What is to be seen of the parties' keys. The keys themselves nobody sees. */
@Injectable()
export class PartyKeys implements OnApplicationBootstrap {
  private readonly log = new Logger('keyring');

  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly keyring: Keyring,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem 403, 404 */
  async one(actor: Actor, code: string): Promise<PartyKeysView> {
    const party = await this.db.read(actor, async () => {
      const found = await this.parties.readable(actor, code);
      this.access.require(actor, 'keys', found);
      return found;
    });
    const [view] = await this.views(actor, [party]);
    if (!view) throw new Error('a view for each party');
    return view;
  }

  /** Every party whose keys the actor may look at, that has any. */
  async list(actor: Actor): Promise<PartyKeysView[]> {
    const parties = await this.db.read(actor, () => this.access.scope(this.db.query(Party, 'party'), actor, 'keys').orderBy('party.sortName').getMany());
    return (await this.views(actor, parties)).filter(({ keys }) => keys.length > 0);
  }

  /** A keyring that is not the one of before is told at once, and makes no keys in the place of those it lacks: they would be lost when it is back. */
  async onApplicationBootstrap(): Promise<void> {
    const lacking = await this.lacking().catch((error: unknown) => {
      if (!(error instanceof KeyringError)) throw error;
      return undefined;
    });
    this.keyring.expect((await this.held()).map(({ party }) => party));
    if (!lacking) this.log.error(`ALARM: the keyring at ${this.settings.keyringPath} cannot be read`);
    else if (lacking.length > 0) this.log.error(`ALARM: the keyring at ${this.settings.keyringPath} lacks keys that files need: ${lacking.map(({ key_id: id }) => id).join(', ')}`);
  }

  /** Keys that wrap something and are not in the keyring. @throws KeyringError */
  async lacking(): Promise<Held[]> {
    const here = new Set((await this.keyring.keys()).map(({ id }) => id));
    return (await this.held()).filter(({ key_id: id }) => !here.has(id));
  }

  /** What each key wraps, of all parties: for the operator, and for whoever retires one. */
  held(): Promise<Held[]> {
    return this.db.read(keeping, () => this.db.sql<Held>(
      `SELECT party, key_id, sum(files)::int AS files, sum(texts)::int AS texts FROM (
         SELECT owner AS party, key_id, count(*) AS files, 0 AS texts FROM app.sealed_files GROUP BY 1, 2
         UNION ALL SELECT party, key_id, 0, count(*) FROM app.text_keys GROUP BY 1, 2) wrapped GROUP BY 1, 2 ORDER BY 1, 2`,
    ));
  }

  private async views(actor: Actor, parties: readonly Party[]): Promise<PartyKeysView[]> {
    const keys = await this.keyring.keys();
    const held = await this.held();
    const rotations = await this.db.read(keeping, () => this.db.sql<Rotation>(
      'SELECT DISTINCT ON (party) party, begun_at, ended_at, total FROM app.key_rotations ORDER BY party, begun_at DESC'));
    return this.db.read(actor, async () => {
      const waiting = await this.access.scope(this.db.query(KeyRequest, 'request'), actor, 'read').andWhere(`request.state NOT IN ('stopped', 'done')`).getMany();
      const people = await this.parties.names();
      return parties.map((party) => {
        const request = waiting.find((one) => one.party === party.code);
        const ours = party.code === actor.party;
        const rotation = rotationOf(party.code, rotations, held, keys);
        return {
          party: party.code,
          name: party.name,
          keys: keys.filter((key) => key.party === party.code).map(({ id, madeAt, state }) => ({ id: ours ? id : nameOf(id), madeAt: madeAt.toISOString(), state })),
          files: ours ? sum(held.filter((one) => one.party === party.code).map(({ files }) => files)) : null,
          rotation: rotation && !ours ? inPercent(rotation) : rotation,
          request: request ? this.requestOf(actor, request, people) : null,
          waitingHours: this.settings.keyDestructionHours,
          allows: this.access.allows(actor, party).filter((verb) => verb.endsWith('-keys')),
        };
      });
    });
  }

  private requestOf(actor: Actor, request: KeyRequest, people: Map<string, string>): KeyRequestView {
    const { id, wish, reason, state, bySecretariat } = request;
    return {
      id, wish, reason, state, bySecretariat,
      askedBy: people.get(request.askedBy) ?? request.party,
      askedAt: request.askedAt.toISOString(),
      confirmedBy: request.confirmedBy ? (people.get(request.confirmedBy) ?? 'SECRETARIAT') : null,
      dueAt: request.dueAt?.toISOString() ?? null,
      // The rule says who, the request says when.
      allows: this.access.allows(actor, request).filter((verb) => (verb === 'confirm' ? state === 'asked' : verb === 'stop' && (state === 'asked' || state === 'confirmed'))),
    };
  }
}

/** 'AUS.2', without the mark by which its keeper tells it from another. */
const nameOf = (id: string) => id.split('.').slice(0, 2).join('.');

/** How much a party holds grows with what it hides, so others see how far it is, and not of how much. */
const inPercent = ({ done, total, ...rotation }: RotationView): RotationView => ({ ...rotation, done: total > 0 ? Math.floor((100 * done) / total) : 100, total: 100 });

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

function rotationOf(party: string, rotations: readonly Rotation[], held: readonly Held[], keys: readonly PartyKey[]): RotationView | null {
  const last = rotations.find((one) => one.party === party);
  if (!last) return null;
  const active = keys.find((key) => key.party === party && key.state === 'active')?.id;
  const ended = new Set(keys.filter(({ state }) => state === 'destroyed').map(({ id }) => id));
  const left = sum(held.filter((one) => one.party === party && one.key_id !== active && !ended.has(one.key_id)).map(({ files, texts }) => files + texts));
  const total = Math.max(last.total ?? left, left);
  return { begunAt: last.begun_at.toISOString(), total, done: last.ended_at ? total : total - left, endedAt: last.ended_at?.toISOString() ?? null };
}
