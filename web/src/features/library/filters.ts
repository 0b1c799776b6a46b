import type { DocumentFilters } from '../../api/documents';
import { listFilters, type LibrarySearch, type ListFilter } from './search';

export function chosen(search: LibrarySearch, key: ListFilter): string[] {
  return search[key]?.split(',').filter(Boolean) ?? [];
}

/** The same search with one value of a list taken in or out. */
export function toggled(search: LibrarySearch, key: ListFilter, value: string): LibrarySearch {
  const now = chosen(search, key);
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return { ...search, [key]: next.join(',') || undefined };
}

/** Only what narrows the list: what counts, exports and saved searches are made of. */
export function filtersOf({ sort: _, ...filters }: LibrarySearch): DocumentFilters {
  return filters;
}

/** Words searched for and order stay; everything else goes. */
export function cleared({ q, sort }: LibrarySearch): LibrarySearch {
  return { q, sort };
}

/** How many filters are in force, a period being one. */
export function inForce(search: LibrarySearch): number {
  return listFilters.reduce((sum, key) => sum + chosen(search, key).length, 0) + (search.from || search.to ? 1 : 0);
}

/** A whole year as a period, or no period if it is the one in force. */
export function toggledYear(search: LibrarySearch, year: string): LibrarySearch {
  return yearOf(search) === year ? { ...search, from: undefined, to: undefined } : { ...search, from: `${year}-01-01`, to: `${year}-12-31` };
}

export function yearOf({ from, to }: LibrarySearch): string | undefined {
  const year = from?.slice(0, 4);
  return year && from === `${year}-01-01` && to === `${year}-12-31` ? year : undefined;
}
