import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { HistoryEntry, Page, Reading, Tlp } from '../../api/model';

const pages = <Entry>(id: string, what: 'history' | 'readings', code?: string) => infiniteQueryOptions({
  queryKey: ['documents', what, id, code],
  queryFn: ({ pageParam, signal }) => call<Page<Entry>>(`/documents/${encodeURIComponent(id)}/${what}`, { query: { cursor: pageParam, code }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  retry: false,
});

export const historyPages = (id: string) => pages<HistoryEntry>(id, 'history');
export const readingPages = (id: string, code?: string) => pages<Reading>(id, 'readings', code);

export interface Watermark {
  code: string;
  document: string;
  symbol: string;
  /** Null when the document was disposed of. */
  title: string | null;
  tlp: Tlp;
  disposedAt: string | null;
  version: number;
  rendition: 'preview' | 'print' | 'download' | 'bundle';
  at: string;
  party: string;
  person: string | null;
}

/** Each asking is recorded: what was answered stays. */
export const watermarkQuery = (code: string) => queryOptions({
  queryKey: ['watermarks', code],
  queryFn: ({ signal }) => call<Watermark>(`/watermarks/${encodeURIComponent(code)}`, { signal }),
  staleTime: Infinity,
});
