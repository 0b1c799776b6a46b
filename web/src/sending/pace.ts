const least = 64 * 1024;
export const largestPart = 5 * 2 ** 20;
/** How long one part should be under way: long enough to be worth its trouble, short enough to lose little. */
const seconds = 4;

/** How large the next part is, from how fast the last one went (octets per second): at most twice or half of it at once. */
export function nextPart(last: number, speed: number): number {
  return Math.round(Math.min(largestPart, Math.max(least, Math.min(last * 2, Math.max(last / 2, speed * seconds)))));
}

/** The first part, before anything is known of the line. */
export const firstPart = 256 * 1024;

/** Seconds until the next try after so many in a row that failed: 1, 2, 4 … 60, and a little chance, so that not all come back at once. */
export function patience(failures: number, chance = Math.random()): number {
  return Math.max(1, Math.round(Math.min(60, 2 ** (failures - 1)) * (0.8 + 0.4 * chance)));
}

/** Octets per second over the last moments. */
export class Speed {
  private readonly seen: { at: number; sent: number }[] = [];

  /** @param at milliseconds */
  tell(sent: number, at: number): number | undefined {
    this.seen.push({ at, sent });
    while (this.seen.length > 2 && at - (this.seen[0]?.at ?? at) > 6_000) this.seen.shift();
    const first = this.seen[0];
    if (!first || at - first.at < 500) return undefined;
    return Math.max(0, ((sent - first.sent) * 1000) / (at - first.at));
  }
}
