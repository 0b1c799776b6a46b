import type { DocumentFilters, DocumentQuery, DocumentSort } from '../../api/documents';

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

/** What the list asks of the server. Words without an order find the best match first. */
export function listed(search: LibrarySearch, lowData: boolean): DocumentQuery {
  return { ...search, sort: search.sort ?? (search.q ? 'relevance' : 'newest'), limit: lowData ? 10 : 20 };
}
