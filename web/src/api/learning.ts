import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Marking, Page, Tlp } from './model';

export const courseLevels = ['introduction', 'level_1', 'level_2', 'level_3', 'trainer'] as const;
export type CourseLevel = (typeof courseLevels)[number];
export const courseLengths = ['hour', 'day', 'longer'] as const;
export type CourseLength = (typeof courseLengths)[number];
export type LessonKind = 'reading' | 'quiz' | 'exercise' | 'package' | 'class' | 'material';
export type EnrolmentState =
  | 'nominated' | 'approved' | 'offered' | 'active' | 'completed' | 'failed' | 'expired' | 'removed' | 'refused' | 'waitlisted' | 'lapsed' | 'withdrawn';

export interface CourseRow {
  id: string;
  code: string;
  title: string;
  summary: string;
  originator: string;
  tlp: Tlp;
  releasableTo: string[];
  handlingCaveats: Marking['handlingCaveats'];
  state: 'draft' | 'published' | 'retired';
  mode: 'self_paced' | 'led' | 'blended';
  entry: 'open' | 'nomination';
  level: CourseLevel;
  minutes: number;
  certificateMonths: number | null;
  languages: string[];
  sizes: { language: string; bytes: number; textBytes: number }[];
  because: string;
  allows: string[];
}
/** Titles by language, besides the leading one. */
export type Titles = Record<string, string>;
/** The title in a language where there is one. */
export const titleIn = (language: string | null | undefined, { title, titles }: { title: string; titles: Titles }): string => (language ? titles[language] : undefined) ?? title;

export interface OutlineLesson { id: string; code: string; title: string; titles: Titles; kind: LessonKind; mandatory: boolean; minutes: number }
export interface OutlinePart { number: number; title: string; titles: Titles; minutes: number; lessons: OutlineLesson[] }
export interface CourseVersion { id: string; number: number; state: 'draft' | 'review' | 'published' | 'retired'; note: string; publishedAt: string | null }
export interface Course extends CourseRow {
  publicTitle: string | null;
  offline: boolean;
  audience: string;
  admission: string;
  outcomes: string[];
  passMark: number;
  partyMax: number | null;
  publishedAt: string | null;
  marking: Marking;
  audienceNames: Record<string, string>;
  outline: OutlinePart[];
  versions: CourseVersion[];
  rowVersion: number;
}

export interface Enrolment {
  id: string;
  course: { id: string; code: string; title: string; originator: string; minutes: number } | null;
  user: { id: string; name: string | null };
  party: string;
  state: EnrolmentState;
  motive: string;
  reason: string | null;
  isNominated: boolean;
  cohortId: string | null;
  offerUntil: string | null;
  progress: number;
  result: number | null;
  verifiedMinutes: number | null;
  resume: string | null;
  createdAt: string;
  decidedAt: string | null;
  completedAt: string | null;
  lastActiveAt: string | null;
  allows: string[];
}
export interface StudiedLesson { code: string; title: string; titles: Titles; kind: LessonKind; mandatory: boolean; minutes: number; step: number | null; steps: number | null; done: boolean; score: number | null }
export interface Study extends Enrolment { languages: string[]; language: string | null; outline: { number: number; title: string; titles: Titles; lessons: StudiedLesson[] }[] }

export interface Inline { text: string; strong?: true; emphasis?: true; code?: true; href?: string }
export type LiveBlock =
  | { type: 'bench'; specimen: string; compare?: string; lights: string[] }
  | { type: 'mrz'; kind: string }
  | { type: 'question'; code: string }
  | VideoBlock;
/** In which a film may be had, the lightest first; the last has no pictures. */
export type Quality = '144p' | '240p' | '480p' | 'audio';
/** Times of cues are in milliseconds. */
export interface Captions { language: string; cues: { start: number; end: number; text: string }[] }
interface VideoBlock { type: 'video'; title: string; files: { quality: Quality; document: string }[]; poster?: string; silent?: true; captions: Captions[]; transcript: Block[] }
export type Block =
  | { type: 'heading'; level: 3 | 4; text: Inline[] }
  | { type: 'paragraph'; text: Inline[] }
  | { type: 'list'; ordered: boolean; start?: number; items: Block[][] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'note'; tone: 'note' | 'warning' | 'tip'; blocks: Block[] }
  | { type: 'image'; src: string; alt: string; caption?: string }
  | { type: 'zone'; lines: string[] }
  | LiveBlock;
export interface Step { title: string; blocks: Block[] }
export interface Lesson {
  id: string;
  code: string;
  title: string;
  kind: LessonKind;
  mandatory: boolean;
  minutes: number;
  language: string | null;
  languages: string[];
  bytes: number;
  steps: Step[];
  step: number;
  done: boolean;
  score: number | null;
  next: { code: string; title: string } | null;
  previous: { code: string; title: string } | null;
}
/** `waiting`: it was kept on this device and not by the server, with so many others. */
export interface Saved { step: number; done: boolean; progress: number; isCompleted: boolean; savedAt: string; waiting?: number }

export interface CourseSearch { q?: string; language?: string; level?: CourseLevel; length?: CourseLength; box?: 'ours' }

export const coursePages = (search: CourseSearch) => infiniteQueryOptions({
  queryKey: ['courses', 'list', search],
  queryFn: ({ signal, pageParam }) => call<Page<CourseRow>>('/courses', { signal, query: { ...search, cursor: pageParam } }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});
export const courseQuery = (id: string) => queryOptions({ queryKey: ['courses', 'one', id], queryFn: ({ signal }) => call<Course>(`/courses/${encodeURIComponent(id)}`, { signal }) });

export const enrolmentPages = (box: 'mine' | 'waiting' | 'party', state?: EnrolmentState) => infiniteQueryOptions({
  queryKey: ['enrolments', box, state],
  queryFn: ({ signal, pageParam }) => call<Page<Enrolment>>('/enrolments', { signal, query: { box, state, cursor: pageParam } }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});
/** For a focal point for training: whom it could send. */
export const nomineesQuery = (course: string) => queryOptions({ queryKey: ['enrolments', 'nominees', course], queryFn: ({ signal }) => call<{ id: string; name: string }[]>(`/courses/${encodeURIComponent(course)}/nominees`, { signal }) });
/** One's own on one course, newest first. */
export const ownEnrolmentsQuery = (course: string) => queryOptions({
  queryKey: ['enrolments', 'mine', 'of', course],
  queryFn: async ({ signal }) => (await call<Page<Enrolment>>('/enrolments', { signal, query: { box: 'mine', course } })).items,
});
export const studyQuery = (id: string) => queryOptions({ queryKey: ['enrolments', 'study', id], queryFn: ({ signal }) => call<Study>(`/enrolments/${encodeURIComponent(id)}`, { signal }) });
export const lessonQuery = (id: string, code: string, language?: string) => queryOptions({
  queryKey: ['enrolments', 'lesson', id, code, language],
  queryFn: ({ signal }) => call<Lesson>(`/enrolments/${encodeURIComponent(id)}/lessons/${encodeURIComponent(code)}`, { signal, query: { language } }),
  // Where one is was saved by this page itself; the text does not change under an enrolment.
  staleTime: 10 * 60_000,
});
export const savePlace = (id: string, code: string, body: { step: number; language?: string; done?: boolean }) =>
  call<Saved>(`/enrolments/${encodeURIComponent(id)}/lessons/${encodeURIComponent(code)}/progress`, { method: 'PUT', body, keepalive: true });
