import { hash, verify } from '@node-rs/argon2';
import { unavailable } from '../kernel/problems.js';

// argon2id, 64 MiB, three passes (SR-7). The enum of the library is a const enum, so its value stands here.
const options = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/** For people who are not there: checked all the same, so that the time tells nothing (SR-8). Made once, of chance nobody knows. */
let nobody: Promise<string> | undefined;

let running = 0;
const waiting: (() => void)[] = [];

/** At most two hashes at a time, at most fifty waiting: a storm of sign-ins must not starve the rest. @throws Problem 503 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) {
    if (waiting.length >= 50) throw unavailable('Too many people are signing in at this moment. Try again shortly.', 3);
    await new Promise<void>((resolve) => waiting.push(resolve)); // whoever leaves hands its place over, so that nobody slips in between
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Whether a hash was made at a lower cost than today's. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(`$argon2id$v=19$m=${options.memoryCost},t=${options.timeCost},p=${options.parallelism}$`);

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), options));

/** Whether the password is the one; with no hash to compare it takes as long and says no. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hash(crypto.randomUUID(), options);
  const against = stored ?? (await nobody);
  const right = await inTurn(() => verify(against, password.normalize('NFC')));
  return right && stored !== null;
}

/** Why a password will not do, or nothing: 15 to 256 characters, not made of a handful of them, not the name or address. */
export function weakness(password: string, about: readonly string[]): string | null {
  const length = [...password].length;
  if (length < 15) return 'A password has at least 15 characters. A few words in a row are easy to remember.';
  if (length > 256) return 'A password has at most 256 characters.';
  if (new Set(password.toLowerCase()).size < 6) return 'This password repeats a few characters. Take a few words in a row.';
  const lower = password.toLowerCase();
  return about.some((word) => word.length > 3 && lower.includes(word.toLowerCase())) ? 'A password does not hold your name, your address or the name of the portal.' : null;
}
