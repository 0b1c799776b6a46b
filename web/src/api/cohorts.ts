import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export type CohortState = 'planned' | 'open' | 'closed' | 'running' | 'finished' | 'cancelled';
export interface Quota { party: string; reserved: number; max: number; used: number }
export interface Cohort {
  id: string;
  course: { id: string; code: string; title: string } | null;
  centre: string;
  place: string;
  startsOn: string;
  endsOn: string;
  capacity: number;
  state: CohortState;
  reason: string | null;
  releaseAt: string | null;
  offerDays: number;
  quotas: Quota[];
  staff: { id: string; name: string | null; post: string }[];
  pool: number | null;
  poolUsed: number | null;
  rowVersion: number;
  allows: string[];
}
export interface CohortPlan { place: string; startsOn: string; endsOn: string; capacity: number; releaseAt?: string; centre?: string }
export interface RosterEntry { id: string; name: string | null; party: string; state: string; seatFrom: 'quota' | 'pool' | null; progress: number; result: number | null; waiting: number | null; allows: string[] }
export interface ListedNominee { line: number; email: string; course: string; outcome: 'fine' | 'sent' | 'waiting' | 'already' | 'fault'; message: string | null }
export interface NominationList { rows: number; fine: number; sent: number; waiting: number; already: number; faults: number; items: ListedNominee[] }

export const cohortsKey = ['cohorts'];

export const cohortsOfQuery = (course: string) => queryOptions({
  queryKey: [...cohortsKey, 'of-course', course],
  queryFn: ({ signal }) => call<{ items: Cohort[] }>(`/courses/${encodeURIComponent(course)}/cohorts`, { signal }),
});
export const centreCohortsQuery = queryOptions({
  queryKey: [...cohortsKey, 'of-centre'],
  queryFn: ({ signal }) => call<{ items: Cohort[] }>('/cohorts', { signal }),
});
export const cohortQuery = (id: string) => queryOptions({
  queryKey: [...cohortsKey, 'one', id],
  queryFn: ({ signal }) => call<Cohort>(`/cohorts/${encodeURIComponent(id)}`, { signal }),
});
/** Officials of one's own centre who can be appointed. */
export const candidatesQuery = (id: string) => queryOptions({
  queryKey: [...cohortsKey, 'candidates', id],
  queryFn: ({ signal }) => call<{ items: { id: string; name: string | null }[] }>(`/cohorts/${encodeURIComponent(id)}/candidates`, { signal }),
});
export const rosterQuery = (id: string) => queryOptions({
  queryKey: [...cohortsKey, 'roster', id],
  queryFn: ({ signal }) => call<{ items: RosterEntry[] }>(`/cohorts/${encodeURIComponent(id)}/roster`, { signal }),
});
