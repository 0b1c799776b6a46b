import { queryOptions } from '@tanstack/react-query';
import { address, call } from './client';
import type { PagesView, PageText } from './model';
import { ProblemError } from './problem';

export type PageSize = 'page' | 'fine';
export type PageUse = 'preview' | 'print';

const at = (id: string, number: number) => `/documents/${encodeURIComponent(id)}/versions/${number}/pages`;
/** Within the hour a page is the same file, with the same watermark. */
const staleTime = 10 * 60_000;

/** How a version can be looked at. Asking is recorded where the marking says so. */
export const pagesQuery = (id: string, number: number) => queryOptions({
  queryKey: ['documents', 'pages-of', id, number],
  queryFn: ({ signal }) => call<PagesView>(at(id, number), { signal }),
  staleTime,
});

/** The words of a page, and where they stand. */
export const pageTextQuery = (id: string, number: number, page: number) => queryOptions({
  queryKey: ['documents', 'page-text', id, number, page],
  queryFn: ({ signal }) => call<PageText>(`${at(id, number)}/${page}/text`, { signal }),
  staleTime,
});

/** A page as an image. */
export const pageImageQuery = (id: string, number: number, page: number, { size = 'page', use = 'preview' }: { size?: PageSize; use?: PageUse } = {}) => queryOptions({
  queryKey: ['documents', 'page-image', id, number, page, size, use],
  queryFn: async ({ signal }) => {
    const response = await fetch(address(`${at(id, number)}/${page}`, { size: size === 'fine' ? size : undefined, use: use === 'print' ? use : undefined }), { signal });
    if (!response.ok) throw new ProblemError((await response.json().catch(() => ({ type: 'about:blank', title: response.statusText, status: response.status }))) as ProblemError['problem']);
    return response.blob();
  },
  staleTime,
  gcTime: staleTime,
});
