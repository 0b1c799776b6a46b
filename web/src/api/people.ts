import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Page } from './model';

export type PersonState = 'active' | 'invited' | 'pending' | 'suspended' | 'ended';

export interface Person {
  /** Of the delegation. */
  id: string;
  name: string;
  email: string;
  party: string;
  roles: string[];
  state: PersonState;
  stateSince: string;
  reason: string | null;
  invitationOver: boolean;
  createdAt: string;
  lastUsedAt: string | null;
  confirmedAt: string;
  forgottenAt: string | null;
  isYou: boolean;
  rowVersion: number;
  allows: string[];
}
/** `roles` are those one may give. */
export interface People extends Page<Person> { roles: string[] }

export interface PeopleFilters { state?: PersonState; role?: string; unused?: '90'; q?: string }

export interface PersonSession { id: string; createdAt: string; lastSeenAt: string; expiresAt: string; proofs: string[] }

export type FileColumn = 'name' | 'email' | 'language' | 'roles';
export interface FileFault {
  line: number;
  column: FileColumn | '';
  code: 'unreadable' | 'too-many' | 'no-column' | 'cells' | 'name' | 'formula' | 'email' | 'twice' | 'known' | 'language' | 'roles' | 'role';
  value: string;
  message: string;
}
export interface FileEntry { line: number; name: string; email: string; locale: string; roles: string[] }
export interface ImportReport { rows: number; good: number; faults: FileFault[]; people: FileEntry[]; digest: string | null }

export interface ReviewedPerson extends Person { isConfirmed: boolean }
export interface Review { id: string | null; due: string; lapsesOn: string; openedAt: string | null; handedInAt: string | null; people: ReviewedPerson[]; roles: string[] }
export interface PersonDecision { id: string; decision: 'keep' | 'change' | 'end'; roles?: string[]; reason?: string }

export interface FactorReset {
  id: string;
  personId: string;
  name: string;
  email: string;
  party: string;
  roles: string[];
  elsewhere: { party: string; roles: string[] }[];
  reason: string;
  askedBy: string;
  askedAt: string;
  state: 'open' | 'approved' | 'refused';
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  needsAnother: boolean;
  allows: string[];
}

export const peoplePages = (filters: PeopleFilters) => infiniteQueryOptions({
  queryKey: ['people', 'pages', filters],
  queryFn: ({ pageParam, signal }) => call<People>('/people', { query: { ...filters, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

export const sessionsOf = (id: string) => queryOptions({
  queryKey: ['people', 'sessions', id],
  queryFn: async ({ signal }) => (await call<Page<PersonSession>>(`/people/${id}/sessions`, { signal })).items,
});

export const reviewQuery = queryOptions({ queryKey: ['people', 'review'], queryFn: ({ signal }) => call<Review>('/people/review', { signal }) });

export const resetPages = (state?: FactorReset['state']) => infiniteQueryOptions({
  queryKey: ['resets', state ?? null],
  queryFn: ({ pageParam, signal }) => call<Page<FactorReset>>('/resets', { query: { state, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});
