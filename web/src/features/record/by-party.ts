import type { Reading } from '../../api/model';

export interface PartyReadings { party: string; /** Different people. */ people: number; readings: number }

/** Who read, party by party; most readings first. Readings whose party is no longer told are left out. */
export function byParty(readings: Pick<Reading, 'party' | 'name'>[]): PartyReadings[] {
  const names = new Map<string, (string | null)[]>();
  for (const { party, name } of readings) if (party) names.set(party, [...(names.get(party) ?? []), name]);
  return [...names]
    .map(([party, all]) => ({ party, people: new Set(all).size, readings: all.length }))
    .sort((a, b) => b.readings - a.readings || a.party.localeCompare(b.party));
}
