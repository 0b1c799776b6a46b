/** Two ways of doing something, timed in turn, so that whatever else the machine does meets both alike. In milliseconds. */
export async function timed(count: number, ways: readonly (() => Promise<unknown>)[]): Promise<number[][]> {
  const found: number[][] = ways.map(() => []);
  for (let round = 0; round < count; round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const which = (turn + round) % ways.length;
      const began = performance.now();
      await ways[which]?.();
      found[which]?.push(performance.now() - began);
    }
  }
  return found;
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How likely two samples are to differ this much by chance: the Mann-Whitney test, two-sided, by its normal approximation. */
export function likeness(first: readonly number[], second: readonly number[]): number {
  const [n, m] = [first.length, second.length];
  const above = first.reduce((sum, x) => sum + second.reduce((wins, y) => wins + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);
  const z = Math.abs(above - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  // The tail of the normal distribution, Abramowitz and Stegun 26.2.17.
  const t = 1 / (1 + 0.2316419 * z);
  const tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 2 * tail;
}
