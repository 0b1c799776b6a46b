import type { INestApplicationContext } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Keyring, KeyringError } from '../../kernel/keyring/index.js';
import { conflict, invalid } from '../../kernel/problems.js';
import { PartyKeys } from './party-keys.js';
import { Rotations } from './rotations.js';

type Say = (line: string) => void;

/** `portal keys list | status | rotate <party> | begin <party>`. Nothing here destroys a key: that takes two persons, in the portal. */
export async function keysCommand(app: INestApplicationContext, [what, party]: string[], say: Say): Promise<void> {
  if (what === 'rotate' && party) {
    await app.get(Rotations).begin(systemActor('operator'), party);
    return say(`The key of ${party} is being rotated; "portal keys status" says how far it is.`);
  }
  if (what === 'begin' && party) return begin(app, party, say);
  if (what !== 'list' && what !== 'status') throw invalid([{ path: 'keys', message: 'list, status, or rotate or begin and the code of a party' }], 'Say what is to be done: keys list, keys status, keys rotate AUS, or keys begin AUS.');
  const held = await app.get(PartyKeys).held();
  const keys = (await app.get(Keyring).keys()).sort((a, b) => a.id.localeCompare(b.id));
  for (const { id, party: owner, madeAt, state } of keys) {
    const { files = 0, texts = 0 } = held.find((one) => one.key_id === id) ?? {};
    if (what === 'list' || state === 'rotated') say(`${owner.padEnd(12)} ${id.padEnd(24)} ${madeAt.toISOString().slice(0, 16)}Z  ${state.padEnd(9)} wraps ${files} files, ${texts} keys of texts`);
  }
  const lost = held.filter(({ key_id: id }) => !keys.some((key) => key.id === id));
  for (const { party: owner, key_id: id, files } of lost) say(`${owner.padEnd(12)} ${id.padEnd(24)} is not in this keyring, and ${files} files need it`);
  if (what === 'status' && lost.length === 0 && keys.every(({ state }) => state !== 'rotated')) say('No rotation is under way; every file is wrapped by a key of this keyring.');
}

/** For "portal doctor": what the keyring lacks of what it was. */
export async function keyringFaults(app: INestApplicationContext): Promise<string[]> {
  try {
    return (await app.get(PartyKeys).lacking()).map(({ key_id: id, files, texts }) => `keyring: ${id} is not in it, and ${files} files and ${texts} keys of texts need it`);
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    return ['keyring: its folder cannot be read, or not be made'];
  }
}

/** Where every key of a party is lost for good. What they wrapped stays as it is, and opens again should they be found. */
async function begin(app: INestApplicationContext, party: string, say: Say): Promise<void> {
  const lost = (await app.get(PartyKeys).lacking()).filter((one) => one.party === party);
  if (lost.length === 0 || (await app.get(Keyring).keys()).some((key) => key.party === party)) throw conflict(`Nothing is to be begun: the keyring has keys of ${party}, or nothing needs one.`);
  const id = await app.get(Keyring).begin(party, Math.max(...lost.map(({ key_id: key }) => Number(key.split('.')[1]))));
  say(`${party} has the key ${id} from here on. What ${lost.map(({ key_id: key }) => key).join(', ')} wrapped cannot be opened until that is back in the keyring.`);
}
