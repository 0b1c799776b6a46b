import { isIP, isIPv4 } from 'node:net';

/** An e-mail address as accounts are found and tries are counted by it: however it was typed, it is one. */
export const canonicalEmail = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** For an account an identity provider led to: its word makes no address, so this is nobody's, and nothing is sent there (RFC 6761). */
export const unconfirmedEmail = (userId: string): string => `${userId}@unconfirmed.invalid`;
export const isUnconfirmed = (email: string): boolean => email.endsWith('@unconfirmed.invalid');

/**
 * Where a request comes from, as far as tries are counted: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address of it
 * has them all. What is no address counts as one place.
 */
export function placeOf(address: string | undefined): string {
  const bare = (address ?? '').split('%')[0] ?? '';
  if (isIP(bare) === 0) return 'nowhere';
  if (isIPv4(bare)) return bare;
  // A URL writes an address in its one canonical form, an embedded IPv4 in hexadecimal.
  const [left = '', right] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const head = left ? left.split(':') : [];
  const tail = right ? right.split(':') : [];
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].map((group) => Number.parseInt(group, 16));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return [groups[6] ?? 0, groups[7] ?? 0].flatMap((group) => [group >> 8, group & 255]).join('.');
  }
  return `${groups.slice(0, 4).map((group) => group.toString(16)).join(':')}::/64`;
}
