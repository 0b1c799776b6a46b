import type { ChosenName } from '../../api/membership';

/** The names that stand: of each language the latest, unless it was taken back. `names` come latest first. */
export function standingNames(names: readonly ChosenName[]): ChosenName[] {
  const latest = new Map<string, ChosenName>();
  for (const one of names) if (!latest.has(one.language)) latest.set(one.language, one);
  return [...latest.values()].filter(({ name }) => name !== null).sort((one, other) => Number(other.language === 'en') - Number(one.language === 'en') || one.language.localeCompare(other.language));
}
