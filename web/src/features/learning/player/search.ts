/** Where one is in a course, in the address: Back goes a step back, and a link leads to the place. */
export interface PlaceSearch { lesson?: string; step?: number }

export function placeSearch(raw: Partial<Record<keyof PlaceSearch, unknown>>): PlaceSearch {
  const search: PlaceSearch = {};
  if (typeof raw.lesson === 'string' && /^[a-z0-9][a-z0-9.-]{0,39}$/.test(raw.lesson)) search.lesson = raw.lesson;
  const step = Number(raw.step);
  if (search.lesson && Number.isInteger(step) && step >= 1 && step <= 60) search.step = step;
  return search;
}
