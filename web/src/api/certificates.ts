import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';

export type CertificateState = 'issued' | 'expired' | 'revoked' | 'superseded';

/** All that stands on a certificate. */
export interface Printed {
  name: string;
  localName: string | null;
  course: string;
  courseCode: string;
  originator: string;
  completedOn: string;
  issuedOn: string;
  expiresOn: string | null;
  minutes: number;
  grade: number | null;
  serial: string;
}
export interface Certificate {
  id: string;
  enrolmentId: string;
  party: string;
  printed: Printed;
  state: CertificateState;
  endedAt: string | null;
  reason: string | null;
  address: string;
  allows: string[];
}
/** A course of one's own that was completed and whose certificate nobody has asked for. */
export interface Entitled { enrolmentId: string; course: string; courseCode: string }
export interface Entitlement { certificate: Certificate | null; eligible: boolean; because: string | null; suggestedName: string }
export interface Checked { printed: Printed; state: CertificateState; endedOn: string | null; sha256: string; forgotten: boolean }
export interface CertificateNames { name: string; localName?: string }

const key = 'certificates';

export const certificatePages = (of: 'mine' | 'party') => infiniteQueryOptions({
  queryKey: [key, 'list', of],
  queryFn: ({ pageParam, signal }) => call<{ items: Certificate[]; entitled: Entitled[]; next: string | null }>('/certificates', { query: { of, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

/** One of a course of one's own party, by its whole serial. */
export const foundQuery = (serial: string) => queryOptions({
  queryKey: [key, 'found', serial],
  queryFn: ({ signal }) => call<{ items: Certificate[] }>('/certificates', { query: { of: 'courses', serial }, signal }),
  enabled: serial !== '',
});

export const entitlementQuery = (enrolment: string) => queryOptions({
  queryKey: [key, 'of', enrolment],
  queryFn: ({ signal }) => call<Entitlement>(`/enrolments/${encodeURIComponent(enrolment)}/certificate`, { signal }),
});

/** Asked once: it is the answer of a moment, and asking is counted. */
export const checkedQuery = (serial: string) => queryOptions({
  queryKey: [key, 'checked', serial],
  queryFn: ({ signal }) => call<Checked>(`/verify/${encodeURIComponent(serial)}`, { signal }),
  retry: false,
  refetchOnWindowFocus: false,
});

export const certificatesKey = [key];
