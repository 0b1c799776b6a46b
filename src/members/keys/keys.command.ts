import type { INestApplicationContext } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Keyring } from '../../kernel/keyring/index.js';
import { invalid } from '../../kernel/problems.js';
import { PartyKeys } from './party-keys.js';
import { Rotations } from './rotations.js';

type Say = (line: string) => void;

/** `portal keys list | status | rotate <party>`. Nothing here destroys a key: that takes two persons, in the portal. */
export async function keysCommand(app: INestApplicationContext, [what, party]: string[], say: Say): Promise<void> {
  if (what === 'rotate' && party) {
    await app.get(Rotations).begin(systemActor('operator'), party);
    return say(`The key of ${party} is being rotated; "portal keys status" says how far it is.`);
  }
  if (what !== 'list' && what !== 'status') throw invalid([{ path: 'keys', message: 'list, status, or rotate and the code of a party' }], 'Say what is to be done: keys list, keys status, or keys rotate AUS.');
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
