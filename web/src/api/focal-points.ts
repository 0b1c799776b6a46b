import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Page, Rejection, Scan } from './model';

export const areas = ['general', 'trafficking', 'document_fraud', 'statistics', 'training'] as const;
export type Area = (typeof areas)[number];
export type Rank = 'primary' | 'alternate';
export type FocalPointState = 'nominated' | 'checked' | 'approved' | 'confirmed' | 'refused' | 'withdrawn' | 'lapsed' | 'ended';

/** When somebody is at their desk, by the clock where they are. */
export interface Office {
  /** IANA. */
  timeZone: string;
  /** Monday is 1. */
  officeDays: number[];
  /** HH:MM */
  opens: string;
  /** HH:MM; 24:00 is the end of the day. */
  closes: string;
}

export interface FocalPoint extends Office {
  id: string;
  party: string;
  area: Area;
  rank: Rank;
  name: string;
  agency: string;
  languages: string[];
  since: string;
  until: string | null;
  state: FocalPointState;
  confirmedAt: string | null;
  /** ISO day. */
  dueOn: string | null;
  endedAt: string | null;
  endReason: string | null;
  /** Whether it can act today; one that cannot is shown to its party and the secretariat alone. */
  speaks: boolean;
  own: boolean;
  rowVersion: number;
  allows: string[];
}

export interface DirectoryEntry {
  party: string;
  name: string;
  kind: string;
  mailbox: string | null;
  focalPoints: FocalPoint[];
}

export interface Directory extends Page<DirectoryEntry> {
  sees: 'focal-points' | 'mailboxes';
}

export type ContactKind = 'phone' | 'mobile' | 'secure_mail' | 'post';
export type Circle = 'party' | 'members' | 'ahg' | 'nobody';
export interface ContactPart {
  kind: ContactKind;
  value: string;
  /** Told to the owner alone. */
  shownTo?: Circle;
}

interface Hand { name: string | null; at: string; own: boolean }

export interface Nomination {
  id: string;
  party: string;
  area: Area;
  rank: Rank;
  name: string;
  email: string;
  agency: string;
  languages: string[];
  since: string;
  until: string | null;
  state: FocalPointState;
  letter: { fileName: string; mediaType: string; bytes: number; sha256: string; scan: Scan; rejection: Rejection | null } | null;
  nominated: Hand;
  onBehalf: boolean;
  checked: Hand | null;
  checkNote: string | null;
  approved: Hand | null;
  closed: Hand | null;
  reason: string | null;
  messages: { at: string; by: string; party: string; text: string }[];
  allows: string[];
  whyNot: string | null;
}

export interface DirectorySearch {
  q?: string;
  area?: Area;
  /** BCP 47. */
  language?: string;
}

export const directoryQuery = (search: DirectorySearch) => queryOptions({
  queryKey: ['focal-points', 'directory', search],
  queryFn: ({ signal }) => call<Directory>('/focal-points', { query: { ...search }, signal }),
});

export const partyFocalPointsQuery = (party: string) => queryOptions({
  queryKey: ['focal-points', 'party', party],
  queryFn: async ({ signal }) => (await call<Directory>('/focal-points', { query: { party }, signal })).items[0] ?? null,
});

export const focalPointQuery = (id: string) => queryOptions({
  queryKey: ['focal-points', 'one', id],
  queryFn: ({ signal }) => call<FocalPoint>(`/focal-points/${id}`, { signal }),
});

/** Page after page; those that wait are the `open` ones. */
export const nominationPages = (state: 'open' | FocalPointState | undefined) => infiniteQueryOptions({
  queryKey: ['nominations', state ?? null],
  queryFn: ({ signal, pageParam }) => call<Page<Nomination>>('/nominations', { query: { state, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});
