import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Chance that can be had again: the same seed draws the same things in the same order. Whoever knows the seed knows what is drawn. It runs in the
 * browser as well, where practice goes on without a line.
 */
export class Draw {
  private count = 0;

  constructor(private readonly seed: string) {}

  /** A whole number from 0 up to, and not including, `below` (2^31 at the most). */
  below(below: number): number {
    const octets = hmac(sha256, utf8ToBytes(this.seed), utf8ToBytes(String(this.count++)));
    const word = octets.subarray(0, 6).reduce((sum, octet) => sum * 256 + octet, 0);
    return Math.floor((word / 2 ** 48) * below);
  }

  from(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  one<T>(of: readonly T[]): T {
    const found = of[this.below(of.length)];
    if (found === undefined) throw new RangeError('nothing to draw from');
    return found;
  }

  /** The same in an order of chance. */
  shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    const out: T[] = [];
    while (left.length > 0) out.push(...left.splice(this.below(left.length), 1));
    return out;
  }
}
