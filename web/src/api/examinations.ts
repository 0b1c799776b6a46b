import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Block } from './learning';

// Questions as they are put, attempts as they run, and what is told afterwards. What is right is in nothing of it before the attempt is closed.

/** What an assessor looks at, and how many points of the rubric it takes. */
export interface Criterion { id: string; text: string; points: number }
export interface Choice { id: string; text: string }
/** A picture of a question, by an address that says nothing of what it shows. */
export interface Figure { src: string; light: string; description?: string }
export type Decision = 'admit' | 'second_line' | 'refuse';
export interface Printed { surname: string; givenNames: string; number: string; nationality: string; birth: string; sex: string; expiry: string }
export type ZoneExercise =
  | { kind: 'check-digit'; field: string }
  | { kind: 'split'; lines: string[]; fields: string[] }
  | { kind: 'altered'; lines: string[]; printed: Printed; choices: string[] }
  | { kind: 'write'; format: string; code: string; state: string; printed: Printed }
  | { kind: 'plausible'; lines: string[]; on: string; choices: string[] };

/** `said` is the stem as a tree of blocks. */
/** `language` is the one it is said in; null where it is only there as its author wrote it. */
interface Asked { stem: string; said?: Block[]; figure?: Figure; language?: string | null }
export type PictureQuestion = { type: 'hotspot' | 'compare'; stem: string; said?: Block[]; figure: Figure; questioned?: Figure; marks: number; language?: string | null };
export type Question =
  | (Asked & { type: 'choice' | 'choices'; options: Choice[] })
  | (Asked & { type: 'matching'; lefts: Choice[]; rights: Choice[] })
  | (Asked & { type: 'ordering'; steps: Choice[] })
  | (Asked & { type: 'numeric'; unit?: string })
  | (Asked & { type: 'short_text' })
  | PictureQuestion
  | (Asked & { type: 'mrz'; exercise: ZoneExercise })
  | (Asked & { type: 'decision'; reasons: Choice[] })
  | (Asked & { type: 'essay'; criteria: Criterion[]; words?: number })
  | (Asked & { type: 'practical'; criteria: Criterion[] });

export interface Place { x: number; y: number }
/** What a question of the type takes; members of other types are not there. */
export interface Answer {
  choice?: string;
  choices?: string[];
  pairs?: { left: string; right: string }[];
  order?: string[];
  value?: number;
  text?: string;
  points?: Place[];
  cells?: string[];
  values?: { name: string; value: string }[];
  decision?: Decision;
  reasons?: string[];
}

export type Shape =
  | { kind: 'rectangle'; x: number; y: number; width: number; height: number }
  | { kind: 'ellipse'; cx: number; cy: number; rx: number; ry: number }
  | { kind: 'polygon'; points: [number, number][] };
export interface Area { id: string; label: string; shape: Shape }
export interface Feedback { right: boolean; text?: string; verdicts: { id: string; right: boolean; because?: string }[]; expected: string[]; areas: Area[] }

export interface PutQuestion { n: number; section: string; question: Question; answer: Answer | null; seq: number }
export type AttemptState = 'in_progress' | 'awaiting_assessor' | 'graded' | 'expired' | 'voided';
export type Review = 'never' | 'after_close' | 'score_only';

export interface Marked { n: number; section: string; stem: string; criteria: { text: string; max: number; points: number | null }[]; comment: string | null }

export interface Attempt {
  id: string;
  enrolmentId: string;
  lesson: { id: string; code: string; title: string };
  number: number;
  inWords: boolean;
  /** In which it is studied, and in which its questions were written. */
  language: string | null;
  leading: string | null;
  state: AttemptState;
  startedAt: string;
  deadlineAt: string | null;
  now: string;
  closedAt: string | null;
  passMark: number;
  review: Review;
  questions: PutQuestion[];
  score: number | null;
  passed: boolean | null;
  sections: { title: string; points: number; max: number; failed: boolean }[] | null;
  voidedReason: string | null;
  /** What an assessor gave, once the result is told. Points are null where only passed or not is. */
  marks: Marked[];
  /** Whose it is; null when it is one's own. */
  trainee: { name: string | null; party: string } | null;
  allows: string[];
}

export interface Quiz {
  lesson: { id: string; code: string; title: string };
  questions: number;
  sections: { title: string; questions: number }[];
  minutes: number | null;
  passMark: number;
  maxAttempts: number | null;
  cooldownHours: number;
  review: Review;
  attempts: { id: string; number: number; state: AttemptState; startedAt: string; closedAt: string | null; score: number | null; passed: boolean | null }[];
  attemptsLeft: number | null;
  nextAt: string | null;
  running: string | null;
  mayBegin: boolean;
}

export interface Reviewed { n: number; section: string; question: Question; answer: Answer | null; score: number; max: number; feedback: Feedback }
export type Correction = Feedback & { score: number };

export const quizQuery = (enrolment: string, lesson: string) =>
  queryOptions({ queryKey: ['quiz', enrolment, lesson], queryFn: ({ signal }) => call<Quiz>(`/enrolments/${enrolment}/lessons/${lesson}/quiz`, { signal }) });
export const attemptQuery = (id: string) => queryOptions({ queryKey: ['attempt', id], queryFn: ({ signal }) => call<Attempt>(`/attempts/${id}`, { signal }), staleTime: Infinity });
export const reviewQuery = (id: string) => queryOptions({ queryKey: ['attempt', id, 'review'], queryFn: async ({ signal }) => (await call<{ questions: Reviewed[] }>(`/attempts/${id}/review`, { signal })).questions });
/** @param language of the lesson it stands in; the one it is studied in, when left out */
export const practiceQuery = (enrolment: string, lesson: string, code: string, draw: number, language?: string) =>
  queryOptions({
    queryKey: ['practice', enrolment, lesson, code, draw, language], staleTime: Infinity,
    queryFn: ({ signal }) => call<{ question: Question; language: string | null; leading: string | null }>(`/enrolments/${enrolment}/lessons/${lesson}/questions/${code}`, { query: { draw, language }, signal }),
  });

/** An attempt in the lists of whoever teaches or assesses. */
export interface Assessed {
  id: string;
  number: number;
  state: AttemptState;
  startedAt: string;
  closedAt: string | null;
  score: number | null;
  passed: boolean | null;
  lesson: { id: string; code: string; title: string } | null;
  course: { id: string; code: string; title: string } | null;
  cohort: { id: string; place: string; startsOn: string } | null;
  trainee: { name: string | null; party: string };
  allows: string[];
}
export interface ToMark {
  n: number;
  section: string;
  question: Extract<Question, { type: 'essay' | 'practical' }>;
  answer: Answer | null;
  guidance: { id: string; text: string }[];
  model: string | null;
  marks: { criteria: { id: string; points: number }[]; comment: string | null; by: string | null; at: string } | null;
}
/** Points as typed, so that half a number is kept too. */
export interface TypedMarks { n: number; criteria: { id: string; points: string }[]; comment?: string }
/** `number` counts up at each change. */
export interface MarkDraft { number: number; savedAt: string; questions: TypedMarks[] }
/** `draft` is one's own; nobody else is shown it. */
export type MarkingSheet = Assessed & { questions: ToMark[]; draft: MarkDraft | null };

export const assessedKey = ['attempts'];
export const assessedPages = (box: 'to_mark' | 'all', cohort?: string) => infiniteQueryOptions({
  queryKey: [...assessedKey, box, cohort],
  queryFn: ({ signal, pageParam }) => call<{ items: Assessed[]; next: string | null }>('/attempts', { signal, query: { box, cohort, cursor: pageParam } }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});
export const markingQuery = (id: string) => queryOptions({ queryKey: ['attempt', id, 'marking'], queryFn: ({ signal }) => call<MarkingSheet>(`/attempts/${id}/marking`, { signal }), staleTime: Infinity });
