import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export const topics = ['document_examination', 'impostor_detection', 'interviewing', 'victim_identification', 'risk_analysis', 'sea_routes', 'investigation', 'biometrics', 'data_and_statistics', 'legal_framework', 'training_of_trainers', 'other'] as const;
export const trainees = ['first_line', 'second_line', 'investigators', 'analysts', 'prosecutors', 'trainers', 'managers'] as const;
export const regions = ['global', 'pacific', 'southeast_asia', 'east_asia', 'south_asia', 'central_asia', 'west_asia', 'europe', 'americas', 'africa'] as const;
export const priorities = ['low', 'normal', 'high'] as const;

export interface Matched { topic: (typeof topics)[number]; audience: (typeof trainees)[number]; region: (typeof regions)[number] }
export interface Need extends Matched { id: string; party: string; priority: (typeof priorities)[number]; people: number | null; note: string; metBy: number; allows: string[] }
export interface Overlap { id: string; organiser: string; title: string; startsOn: string; endsOn: string }
export interface Activity {
  id: string;
  kind: 'activity' | 'cohort';
  organiser: string;
  title: string;
  topic: Matched['topic'] | null;
  audience: Matched['audience'] | null;
  region: Matched['region'] | null;
  place: string;
  startsOn: string;
  endsOn: string;
  overlaps: Overlap[];
  needs: number | null;
  rowVersion: number;
  allows: string[];
}
export interface PartyOverview {
  waiting: { state: string; count: number; oldest: number; late: number }[];
  seats: { cohortId: string; title: string | null; centre: string; place: string; startsOn: string; reserved: number; max: number; used: number; unclaimed: number; releaseAt: string | null; lapsing: number }[];
  active: number;
  overdue: number;
  learners: { enrolmentId: string; name: string | null; title: string | null; progress: number; lastActiveAt: string | null; dueOn: string | null; isOverdue: boolean }[];
  completed: number;
  failed: number;
  meanResult: number | null;
  expiring: { name: string | null; title: string | null; expiresOn: string }[];
  unmetNeeds: number;
}
export type ReportRow = Record<string, string | number | null | undefined>;

export const supplyKey = ['training-supply'];
export const activitiesQuery = queryOptions({ queryKey: [...supplyKey, 'activities'], queryFn: ({ signal }) => call<{ items: Activity[] }>('/training-activities', { signal }) });
export const needsQuery = queryOptions({ queryKey: [...supplyKey, 'needs'], queryFn: ({ signal }) => call<{ items: Need[] }>('/training-needs', { signal }) });
export const partyOverviewQuery = queryOptions({ queryKey: ['training-reports', 'party'], queryFn: ({ signal }) => call<PartyOverview>('/training-reports/party/overview', { signal }) });
/** Each reading is recorded: once fetched it is kept while the page is open. */
export const reportQuery = (path: string) => queryOptions({ queryKey: ['training-reports', path], queryFn: ({ signal }) => call<{ items: ReportRow[] }>(path, { signal, query: { format: 'json' } }), staleTime: 5 * 60_000 });
