import { queryOptions } from '@tanstack/react-query';
import type { Specimen } from './bench';
import { call } from './client';
import type { Answer, Figure } from './examinations';
import type { Lesson, Study } from './learning';

// Courses kept on this device: the signed list, its pieces, and what goes back.

export interface Piece { path: string; kind: 'lesson' | 'picture'; sha256: string; bytes: number; packedBytes: number; parts: number[] }
export interface Manifest {
  version: 1;
  id: string;
  issuedAt: string;
  expiresAt: string;
  enrolment: string;
  language: string | null;
  parts: number[];
  owner: { id: string; name: string; locale: string; delegation: string; party: { code: string; name: string; kind: string } };
  course: { id: string; code: string; title: string; originator: string; tlp: string };
  study: Study;
  pieces: Piece[];
}
export interface CarriedQuestion { code: string; seed: string; on: string; body: { type: string; stem: string; figure?: Figure }; key: { salt: string; value: string } }
export interface CarriedLesson { lesson: Lesson; questions: CarriedQuestion[]; specimens: Specimen[] }

export interface SignedCopy { manifest: string; signature: string; publicKey: string }
export interface OfflineSize { language: string | null; bytes: number; packedBytes: number; days: number; parts: { number: number; title: string; bytes: number; packedBytes: number }[] }
export interface OfflinePermission { may: boolean; because: string; publicKey: string }

/** Something done without a line. `seq` counts up on the device. */
export interface OutboxEvent {
  id: string;
  seq: number;
  clientTime: string;
  kind: 'place' | 'answer';
  lesson: string;
  step?: number;
  language?: string;
  done?: boolean;
  question?: string;
  draw?: number;
  answer?: Answer;
}
export interface OutboxResult { id: string; outcome: 'accepted' | 'refused'; isNew: boolean; reason: string | null; score: number | null; receivedAt: string }
export interface OutboxAnswer { accepted: number; known: number; refused: number; progress: number; isCompleted: boolean; results: OutboxResult[] }

const of = (enrolment: string) => `/enrolments/${encodeURIComponent(enrolment)}`;
export const permissionQuery = (enrolment: string) => queryOptions({ queryKey: ['offline', 'permission', enrolment], queryFn: ({ signal }) => call<OfflinePermission>(`${of(enrolment)}/offline-permission`, { signal }) });
export const sizeQuery = (enrolment: string, language: string | undefined) => queryOptions({ queryKey: ['offline', 'size', enrolment, language], queryFn: ({ signal }) => call<OfflineSize>(`${of(enrolment)}/offline-size`, { signal, query: { language } }) });
export const makeCopy = (enrolment: string, body: { language?: string; parts: number[] }, signal: AbortSignal) => call<SignedCopy>(`${of(enrolment)}/offline-copies`, { method: 'POST', body, signal });
export const sendOutbox = (enrolment: string, device: string, events: OutboxEvent[]) =>
  call<OutboxAnswer>(`${of(enrolment)}/offline-events`, { method: 'POST', body: { device, sentAt: new Date().toISOString(), events } });
