import type { DocumentFilters, DocumentSort } from '../../api/documents';

/** The library's address: every filter is in it, so that it can be kept, sent and gone back to. */
export interface LibrarySearch extends DocumentFilters { sort?: DocumentSort }

export const listFilters = ['kind', 'originator', 'subject', 'language', 'tlp', 'state'] as const;
export type ListFilter = (typeof listFilters)[number];
const sorts: readonly string[] = ['newest', 'oldest', 'title', 'relevance'] satisfies DocumentSort[];
const isSort = (value: unknown): value is DocumentSort => sorts.includes(value as string);
const day = /^\d{4}-\d{2}-\d{2}$/;

/** What an address says, without what the library does not know. */
export function librarySearch(raw: Record<string, unknown>): LibrarySearch {
  const text = (key: string) => (typeof raw[key] === 'string' && raw[key].trim() !== '' ? raw[key].trim() : undefined);
  const date = (key: string) => { const value = text(key); return value && day.test(value) ? value : undefined; };
  const search: LibrarySearch = {
    q: text('q'), kind: text('kind'), originator: text('originator'), subject: text('subject'), language: text('language'),
    tlp: text('tlp'), state: text('state'), from: date('from'), to: date('to'), sort: isSort(raw.sort) ? raw.sort : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

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
