import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { AudienceView, Body, Page, PartyKind, PartyView } from './model';

// What keeps the register: decisions on membership, changes of standing, cases of accession, names.

export type Standing = PartyView['standing'];
export type MembershipWord = 'member' | 'observer' | 'none';
export interface Basis { basis: string; document: string | null; documentDate: string | null }

export type DatedMembership = PartyView['memberships'][number] & { basis: string | null; /** Whether a public document confirms it. */ verified: boolean };

/** A party on one day, and its memberships over all of time. */
export interface PartyOnDay extends PartyView {
  memberships: DatedMembership[];
  /** Of the name. */
  language: string;
  /** By which names of circles a marking reaches it on the day. */
  circles: string[];
}

export interface Decision extends Basis {
  id: string;
  body: Body;
  membership: MembershipWord;
  from: string;
  to: string | null;
  /** Set when it corrected days that were over. */
  reason: string | null;
  enteredAt: string;
  enteredBy: string | null;
}
export interface ChosenName { language: string; name: string | null; sortName: string | null; chosenAt: string | null }
export interface History { decisions: Decision[]; standings: { standing: Standing; from: string; to: string | null }[]; names: ChosenName[] }

export type Step = 'invited' | 'applied' | 'accepted' | 'supported' | 'endorsed';
export interface StepTaken extends Basis { step: Step; day: string; since: string | null; enteredBy: string | null; enteredAt: string }
export interface Accession {
  id: string;
  party: string;
  partyName: string;
  body: 'FORUM' | 'AHG';
  membership: 'member' | 'observer';
  way: 'invitation' | 'application';
  state: 'open' | 'endorsed' | 'withdrawn';
  next: Step | null;
  steps: StepTaken[];
  openedBy: string | null;
  openedAt: string;
  closedAt: string | null;
  withdrawnBecause: string | null;
  allows: string[];
}

export interface StandingChange extends Basis {
  id: string;
  party: string;
  partyName: string;
  standing: Standing;
  reason: string;
  since: string;
  proposedBy: string | null;
  proposedAt: string;
  decision: 'approved' | 'refused' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  actsOn: string | null;
  allows: string[];
}

export interface NewParty { kind: Exclude<PartyKind, 'secretariat'>; code: string; alpha2?: string; name: string; sortName?: string }

const of = (code: string) => `/parties/${encodeURIComponent(code)}`;

/** A party with standing, name and circles of a day; '' is today. */
export const partyOnDay = (code: string, day: string) => queryOptions({
  queryKey: ['parties', 'one', code, day],
  queryFn: ({ signal }) => call<PartyOnDay>(of(code), { query: { asOf: day, language: document.documentElement.lang }, signal }),
});

export const historyQuery = (code: string) => queryOptions({
  queryKey: ['parties', 'history', code],
  queryFn: ({ signal }) => call<History>(`${of(code)}/history`, { signal }),
});

/** Why one may (not) change what the register says of a party. */
export const partyExplanation = (code: string, verb: string) => queryOptions({
  queryKey: ['parties', 'explanation', code, verb],
  queryFn: ({ signal }) => call<{ allowed: boolean; sentence: string }>(`${of(code)}/explanation`, { query: { verb }, signal }),
});

/** The audiences with the parties each holds on a day. */
export const audiencesOnDay = (day: string) => queryOptions({
  queryKey: ['audiences', 'on', day],
  queryFn: async ({ signal }) => (await call<Page<AudienceView>>('/audiences', { query: { asOf: day }, signal })).items,
});

/** Cases of accession, of one party or of all. */
export const accessionsQuery = (party = '') => queryOptions({
  queryKey: ['accessions', party],
  queryFn: async ({ signal }) => (await call<Page<Accession>>('/accessions', { query: { party }, signal })).items,
});

export const standingChangesQuery = (party = '') => queryOptions({
  queryKey: ['standing-changes', party],
  queryFn: async ({ signal }) => (await call<Page<StandingChange>>('/standing-changes', { query: { party }, signal })).items,
});
