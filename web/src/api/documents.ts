import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { DocumentAudience, DocumentRow, DocumentView, Facets, Page, ReleaseRequest, SavedSearch } from './model';

/** Filters of the library as they travel: lists comma-separated, days as ISO dates. */
export interface DocumentFilters {
  q?: string;
  kind?: string;
  originator?: string;
  language?: string;
  subject?: string;
  tlp?: string;
  state?: string;
  from?: string;
  to?: string;
}
export type DocumentSort = 'newest' | 'oldest' | 'title' | 'relevance';
export interface DocumentQuery extends DocumentFilters { sort?: DocumentSort; limit?: number; /** Where the part begins, as the one before it said. */ cursor?: string }

/** A list read on and on; the cursor is the server's. */
export const documentPages = (query: DocumentQuery) => infiniteQueryOptions({
  queryKey: ['documents', 'pages', query],
  queryFn: ({ pageParam, signal }) => call<Page<DocumentRow>>('/documents', { query: { ...query, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

/** One part of a list: the first rows, or those after a cursor. */
export const documentsQuery = (query: DocumentQuery) => queryOptions({
  queryKey: ['documents', 'first', query],
  queryFn: ({ signal }) => call<Page<DocumentRow>>('/documents', { query: { ...query }, signal }),
});

/** How many records each filter would leave; counted through what the reader may see. */
export const facetsQuery = (filters: DocumentFilters) => queryOptions({
  queryKey: ['documents', 'facets', filters],
  queryFn: ({ signal }) => call<Facets>('/documents/facets', { query: { ...filters }, signal }),
});

/** What others may have released to us lately. Own records are among them, so more are asked for than shown. */
export const newsQuery = documentsQuery({ state: 'released', sort: 'newest', limit: 12 });

export const documentQuery = (id: string) => queryOptions({
  queryKey: ['documents', 'one', id],
  queryFn: ({ signal }) => call<DocumentView>(`/documents/${encodeURIComponent(id)}`, { signal }),
});

/** Who can and who cannot see it; answered to the originator. */
export const audienceQuery = (id: string) => queryOptions({
  queryKey: ['documents', 'audience', id],
  queryFn: ({ signal }) => call<DocumentAudience>(`/documents/${encodeURIComponent(id)}/audience`, { signal }),
});

export const savedSearchesQuery = queryOptions({
  queryKey: ['saved-searches'],
  queryFn: async ({ signal }) => (await call<Page<SavedSearch>>('/saved-searches', { signal })).items,
});

/** The same, read on and on. */
export const requestPages = (box: 'received' | 'made', state?: ReleaseRequest['state']) => infiniteQueryOptions({
  queryKey: ['release-requests', 'pages', box, state ?? null],
  queryFn: ({ pageParam, signal }) => call<Page<ReleaseRequest>>('/release-requests', { query: { box, state, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

/** Requests that came to the own party, or that it made. */
export const requestsQuery = (box: 'received' | 'made', state?: ReleaseRequest['state']) => queryOptions({
  queryKey: ['release-requests', box, state ?? null],
  queryFn: ({ signal }) => call<Page<ReleaseRequest>>('/release-requests', { query: { box, state }, signal }),
});
