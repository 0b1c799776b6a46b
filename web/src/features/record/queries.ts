import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { HistoryEntry, Page, Reading } from '../../api/model';

const pages = <Entry>(id: string, what: 'history' | 'readings') => infiniteQueryOptions({
  queryKey: ['documents', what, id],
  queryFn: ({ pageParam, signal }) => call<Page<Entry>>(`/documents/${encodeURIComponent(id)}/${what}`, { query: { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  retry: false,
});

export const historyPages = (id: string) => pages<HistoryEntry>(id, 'history');
export const readingPages = (id: string) => pages<Reading>(id, 'readings');
