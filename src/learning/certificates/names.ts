import { unprocessable } from '../../kernel/problems.js';

/** Letters and their marks, and what stands between the parts of names. Joiners are part of how Sinhala, Persian and Bengali are written. */
const allowed = /^(?:[\p{L}\p{M} '’.·-]|\u200c|\u200d)+$/u;
const scripts = ['Latin', 'Arabic', 'Bengali', 'Cyrillic', 'Devanagari', 'Greek', 'Khmer', 'Lao', 'Myanmar', 'Sinhala', 'Tamil', 'Thai'] as const;
/** No name stacks more marks than this on one letter; heaps of them make a page unreadable. */
const heap = /\p{Mn}{6,}/u;

/** A name as it is kept: composed (NFC), single spaces, no spaces around it. */
export const tidy = (name: string) => name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

/**
 * A name as it may be printed. The one in Latin letters is that of the travel document; the other one is written in one script alone, so that
 * no letter passes for its likeness in another (Unicode UTS #39, 5.1). @throws Problem 422
 */
export function printableName(typed: string, where: 'name' | 'localName'): string {
  const name = tidy(typed);
  const refuse = (message: string) => { throw unprocessable(message, 'name', [{ path: where, message }]); };
  if (!allowed.test(name) || heap.test(name)) refuse('A name has letters, spaces, hyphens, apostrophes and full stops; nothing else can be printed.');
  if ((name.match(/\p{L}/gu) ?? []).length < 2) refuse('Give the name in full: at least two letters.');
  const used = scriptsOf(name);
  if (where === 'name' && (used.length !== 1 || used[0] !== 'Latin')) refuse('Give this name in Latin letters, as in the machine-readable zone of your passport or beside it.');
  if (where === 'localName' && (used.length !== 1 || used[0] === undefined || used[0] === 'Latin')) refuse('Give this name in one script, other than Latin, that can be printed here: no letters of another between them.');
  return name;
}

/**
 * Whether a name shares a part with the one the account bears. Who somebody is was settled when they were invited; how it is spelled is theirs to say.
 * An account whose name has no Latin letters settles nothing about Latin ones.
 */
export function isOf(name: string, account: string): boolean {
  const known = parts(account);
  return known.length === 0 || parts(name).some((part) => known.includes(part));
}

const parts = (name: string) => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^\p{Script=Latin}]+/u).filter((part) => part.length > 1);

/** The scripts of its letters; an unknown one counts as such. */
function scriptsOf(name: string): (string | undefined)[] {
  const letters = [...name].filter((letter) => /\p{L}/u.test(letter));
  return [...new Set(letters.map((letter) => scripts.find((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(letter))))];
}
