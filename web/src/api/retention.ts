import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { DocumentKind, DocumentState, Page, Tlp } from './model';

// How long documents are kept: the schedule, legal holds, disposals, and the room there is.

export type After = 'released' | 'recalled' | 'expired' | 'changed';
export type Action = 'review' | 'dispose';
export type Deed = 'hold' | 'lift' | 'dispose';

export interface AppliedRule { kind: DocumentKind | null; tlp: Tlp | null; after: After; months: number; action: Action; forumWide: boolean }
export interface About { id: string; symbol: string; title: string; language: string; kind: DocumentKind; tlp: Tlp; state: DocumentState }
export interface Hold { since: string; reason: string; askedBy: string | null; approvedBy: string | null }

export interface RetentionRequest {
  id: string;
  document: About;
  deed: Deed;
  reason: string;
  askedBy: string | null;
  askedAt: string;
  decision: 'approved' | 'refused' | 'withdrawn' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  needsAnother: boolean;
  allows: string[];
}

export interface Keeping {
  rule: AppliedRule | null;
  due: string | null;
  actsOn: string | null;
  extension: { until: string; reason: string; by: string | null } | null;
  hold: Hold | null;
  waiting: RetentionRequest[];
  asks: Deed[];
  mayExtend: boolean;
}

export interface Due { document: About; rule: AppliedRule; due: string; actsOn: string; announcedOn: string | null; held: boolean }

export interface Rule extends Omit<AppliedRule, 'months'> {
  id: string;
  party: string;
  months: number | null;
  reason: string;
  proposedBy: string | null;
  proposedAt: string;
  decision: 'approved' | 'refused' | 'withdrawn' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  needsAnother: boolean;
  allows: string[];
}

export interface Tombstone {
  id: string;
  symbol: string;
  kind: DocumentKind;
  originator: string;
  tlp: Tlp;
  releasedAt: string | null;
  disposedAt: string;
  decided: 'schedule' | 'officers';
  rule: AppliedRule | null;
  versions: { number: number; sha256: string; bytes: number; mediaType: string }[];
  downloaded: boolean;
  because: string;
  allows: string[];
}

/** Octets. `used` is told to the party alone. */
export interface Room { party: string; used: number | null; allowance: number; byDefault: boolean; largestFile: number; reason: string | null; allottedAt: string | null }

const items = async <Item>(path: string, signal: AbortSignal) => (await call<Page<Item>>(path, { signal })).items;

export const keepingQuery = (id: string) => queryOptions({ queryKey: ['retention', 'of', id], queryFn: ({ signal }) => call<Keeping>(`/documents/${id}/retention`, { signal }) });
export const retentionRequestsQuery = queryOptions({ queryKey: ['retention', 'requests'], queryFn: ({ signal }) => items<RetentionRequest>('/retention-requests', signal) });
export const heldQuery = queryOptions({ queryKey: ['retention', 'held'], queryFn: ({ signal }) => items<{ document: About; hold: Hold }>('/retention/holds', signal) });
export const rulesQuery = queryOptions({ queryKey: ['retention', 'rules'], queryFn: ({ signal }) => items<Rule>('/retention-rules', signal) });
export const tombstoneQuery = (id: string) => queryOptions({ queryKey: ['retention', 'tombstone', id], queryFn: ({ signal }) => call<Tombstone>(`/tombstones/${id}`, { signal }) });
export const roomQuery = (party: string) => queryOptions({ queryKey: ['retention', 'room', party], queryFn: ({ signal }) => call<Room>(`/parties/${party}/storage`, { signal }), retry: false });

const pages = <Item>(name: string, path: string) => infiniteQueryOptions({
  queryKey: ['retention', name],
  queryFn: ({ pageParam, signal }) => call<Page<Item>>(path, { query: { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});
export const duePages = pages<Due>('due', '/retention/due');
export const tombstonePages = pages<Tombstone>('tombstones', '/tombstones');
