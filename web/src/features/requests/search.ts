import type { ReleaseRequest } from '../../api/model';

export interface RequestsSearch { box?: 'received' | 'made'; state?: ReleaseRequest['state'] }

const boxes: readonly string[] = ['received', 'made'];
const states: readonly string[] = ['open', 'asked', 'granted', 'declined', 'ended'] satisfies ReleaseRequest['state'][];

export function requestsSearch(raw: Record<string, unknown>): RequestsSearch {
  const search: RequestsSearch = {};
  if (boxes.includes(raw.box as string)) search.box = raw.box as RequestsSearch['box'];
  if (states.includes(raw.state as string)) search.state = raw.state as RequestsSearch['state'];
  return search;
}
