import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export type CohortState = 'planned' | 'open' | 'closed' | 'running' | 'finished' | 'cancelled';
export interface Quota { party: string; reserved: number; max: number; used: number }
export interface Cohort {
  id: string;
  course: { id: string; code: string; title: string; partyMax: number | null } | null;
  centre: string;
  place: string;
  startsOn: string;
  endsOn: string;
  capacity: number;
  state: CohortState;
  reason: string | null;
  releaseAt: string | null;
  offerDays: number;
  confirms: boolean;
  /** One's own place in it. */
  enrolmentId: string | null;
  quotas: Quota[];
  staff: { id: string; name: string | null; post: string }[];
  pool: number | null;
  poolUsed: number | null;
  rowVersion: number;
  allows: string[];
}
export interface CohortPlan { place: string; startsOn: string; endsOn: string; capacity: number; offerDays: number; confirms: boolean; releaseAt?: string; centre?: string }
export interface RosterEntry { id: string; name: string | null; party: string; state: string; seatFrom: 'quota' | 'pool' | null; progress: number; result: number | null; verifiedMinutes: number | null; waiting: number | null; allows: string[] }
export interface CohortClass {
  id: string;
  cohortId: string;
  title: string;
  place: string;
  startsAt: string;
  endsAt: string;
  zone: string;
  minutes: number;
  isCancelled: boolean;
  noted: number | null;
  ownMinutes: number | null;
  rowVersion: number;
  allows: string[];
}
export interface Note { minutes: number; reason: string | null; notedAt: string; notedBy: string | null }
export interface Sheet { class: CohortClass; items: { enrolmentId: string; name: string | null; party: string; minutes: number | null; notes: Note[] }[] }
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
export const classesQuery = (id: string) => queryOptions({
  queryKey: [...cohortsKey, 'classes', id],
  queryFn: ({ signal }) => call<{ items: CohortClass[] }>(`/cohorts/${encodeURIComponent(id)}/classes`, { signal }),
});
export const attendanceQuery = (id: string) => queryOptions({
  queryKey: [...cohortsKey, 'attendance', id],
  queryFn: ({ signal }) => call<Sheet>(`/classes/${encodeURIComponent(id)}/attendance`, { signal }),
});
