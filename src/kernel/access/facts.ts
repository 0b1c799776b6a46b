import type { Conditions, Grant, Wish } from './policy.js';

/** One condition met or not on one row: the wish in words, what was found, and whether it held. */
export interface Fact {
  because: string;
  column: string;
  wanted: string;
  found: string;
  holds: boolean;
}

/** Whether all conditions hold on the row. The explanation's own reading, kept apart from CASL's; the agreement test holds them together. */
export const holds = (conditions: Conditions, row: object): boolean =>
  Object.entries(conditions).every(([column, wish]) => met(wish, valueOf(row, column)));

/** The conditions of a grant, each with what the row says. */
export const factsOf = (grant: Grant, row: object): Fact[] =>
  Object.entries(grant.conditions).map(([column, wish]) => {
    const value = valueOf(row, column);
    return { because: grant.because, column, wanted: wanted(wish), found: [value].flat().join(', ') || 'nobody', holds: met(wish, value) };
  });

const valueOf = (row: object, column: string): unknown => (row as Record<string, unknown>)[column];

function met(wish: Wish, value: unknown): boolean {
  const values = Array.isArray(value) ? value : [value];
  if (typeof wish !== 'object') return values.includes(wish);
  return '$in' in wish ? values.some((one) => wish.$in.includes(one as string)) : !values.some((one) => wish.$nin.includes(one as string));
}

function wanted(wish: Wish): string {
  if (typeof wish !== 'object') return String(wish);
  return '$in' in wish ? `one of ${wish.$in.join(', ')}` : `none of ${wish.$nin.join(', ')}`;
}
