import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Correction, Decision, Question, Review } from './examinations';
import type { Light } from './bench';
import type { Page } from './model';

// Questions as their authors keep them, with what is right. Nothing of it reaches anybody who is examined.

export const questionTypes = ['choice', 'choices', 'matching', 'ordering', 'numeric', 'short_text', 'hotspot', 'compare', 'mrz', 'decision', 'essay', 'practical'] as const;
export type QuestionType = (typeof questionTypes)[number];
export const questionFlags = ['too_hard', 'too_easy', 'tells_little'] as const;
export type QuestionFlag = (typeof questionFlags)[number];

export interface BankRow { id: string; courseId: string; courseCode: string; title: string; questions: number; retired: number; allows: string[] }
/** `language` is the one questions are written in; `languages` are the others there are or should be, with how many questions in use are not there in them. */
export interface Bank extends BankRow { tags: { tag: string; questions: number }[]; language: string | null; languages: { language: string; lacking: number }[] }
export interface Figures { attempts: number | null; difficulty: number | null; discrimination: number | null; flags: QuestionFlag[] }
interface ItemFacts { id: string; code: string; type: QuestionType; stem: string; tags: string[]; critical: boolean; alternative: string | null; languages: string[]; version: number; retiredAt: string | null }
export interface Item extends ItemFacts { statistics: Figures }
export interface WrittenItem extends ItemFacts { bankId: string; question: Written; allows: string[] }
export interface ItemVersion { number: number; type: QuestionType; stem: string; createdAt: string; createdBy: string | null; wasAsked: boolean }

export interface ChosenPicture { specimen: string; light: string }
export interface WrittenOption { text: string; right?: boolean; because?: string }
export interface WrittenCriterion { text: string; points: number; guidance?: string }
export type WrittenShape =
  | { kind: 'rectangle'; x: number; y: number; width: number; height: number }
  | { kind: 'ellipse'; cx: number; cy: number; rx: number; ry: number }
  | { kind: 'polygon'; corners: { x: number; y: number }[] };
export interface DrawnArea { label: string; shape: WrittenShape }

/** A question in another language: the same lists in the same order, and nothing of what is right. */
export interface Translation {
  stem: string;
  feedback?: string;
  options?: { text: string; because?: string }[];
  reasons?: { text: string; because?: string }[];
  pairs?: { left: string; right: string }[];
  distractors?: string[];
  order?: string[];
  rubric?: { text: string; guidance?: string }[];
  drawn?: { label: string }[];
  unit?: string;
  accept?: string[];
  model?: string;
}

/** As its author wrote it; which members there are depends on the type. */
export interface Written {
  code: string;
  type: QuestionType;
  tags: string[];
  critical?: boolean;
  stem: string;
  figure?: ChosenPicture;
  feedback?: string;
  options?: WrittenOption[];
  pairs?: { left: string; right: string }[];
  distractors?: string[];
  order?: string[];
  value?: number | string;
  tolerance?: number | string;
  unit?: string;
  accept?: string[];
  areas?: string[];
  drawn?: DrawnArea[];
  alternative?: string;
  senses?: string;
  questioned?: ChosenPicture;
  mrz?: { kind: string };
  right?: Decision;
  reasons?: WrittenOption[];
  rubric?: WrittenCriterion[];
  words?: number;
  model?: string;
  /** By language. */
  translations?: Record<string, Translation>;
}
export interface Trial { question: Question; correction: Correction | null }

export interface ItemsSearch { q?: string; type?: QuestionType; tag?: string; state?: 'retired' | 'all'; flag?: 'any' | QuestionFlag; lacks?: string }

export interface BlueprintSection { title: string; draw: number; tags: string[]; least?: number }
export interface Blueprint { sections: BlueprintSection[]; minutes?: number; passMark: number; attempts?: number; cooldownHours?: number; review?: Review }
export interface TrialDraw {
  sections: { held: number; critical: number; endless: boolean; enough: boolean }[];
  drawn: { section: number; id: string; code: string; type: QuestionType; stem: string; critical: boolean }[] | null;
}
export interface QuizFigures { attempts: number | null; passed: number | null; score: number | null; sections: { title: string; reached: number; failed: number }[] }

export interface SpecimenRow { id: string; title: string; lights: Light[] }

export const banksQuery = queryOptions({ queryKey: ['banks'], queryFn: async ({ signal }) => (await call<{ items: BankRow[] }>('/banks', { signal })).items });
export const bankQuery = (id: string) => queryOptions({ queryKey: ['banks', id], queryFn: ({ signal }) => call<Bank>(`/banks/${encodeURIComponent(id)}`, { signal }) });
export const itemPages = (bank: string, search: ItemsSearch) => infiniteQueryOptions({
  queryKey: ['banks', bank, 'items', search],
  queryFn: ({ signal, pageParam }) => call<Page<Item>>(`/banks/${encodeURIComponent(bank)}/items`, { signal, query: { ...search, cursor: pageParam } }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});
/** As many as a page may hold. */
const most = 500;
/** Every code the bank has, in their order. */
export const codesQuery = (bank: string) => queryOptions({ queryKey: ['banks', bank, 'codes'], queryFn: async ({ signal }) => (await call<Page<Item>>(`/banks/${encodeURIComponent(bank)}/items`, { signal, query: { limit: most, state: 'all' } })).items.map(({ code }) => code), staleTime: 0 });
/** Those in words, one of which may stand for a question on a picture. */
export const wordedItemsQuery = (bank: string) => queryOptions({
  queryKey: ['banks', bank, 'worded'],
  queryFn: async ({ signal }) => (await call<Page<Item>>(`/banks/${encodeURIComponent(bank)}/items`, { signal, query: { limit: most } })).items.filter(({ type }) => type !== 'hotspot' && type !== 'compare'),
});
export const itemQuery = (id: string) => queryOptions({ queryKey: ['banks', 'item', id], queryFn: ({ signal }) => call<WrittenItem>(`/items/${encodeURIComponent(id)}`, { signal }), staleTime: 0 });
export const figuresQuery = (id: string) => queryOptions({ queryKey: ['banks', 'item', id, 'figures'], queryFn: ({ signal }) => call<Figures>(`/items/${encodeURIComponent(id)}/statistics`, { signal }) });
export const versionsQuery = (id: string) => queryOptions({ queryKey: ['banks', 'item', id, 'versions'], queryFn: async ({ signal }) => (await call<{ items: ItemVersion[] }>(`/items/${encodeURIComponent(id)}/versions`, { signal })).items });
export const writtenThen = (id: string, number: number) => call<{ question: Written }>(`/items/${encodeURIComponent(id)}/versions/${number}`);
export const tryQuestion = (bank: string, body: { question: Written; draw: number; language?: string; answer?: object }) => call<Trial>(`/banks/${encodeURIComponent(bank)}/trials`, { method: 'POST', body });
/** Every specimen there is, for authors. */
export const specimensQuery = queryOptions({ queryKey: ['specimens'], queryFn: async ({ signal }) => (await call<{ items: SpecimenRow[] }>('/specimens', { signal })).items, staleTime: Infinity });

export const blueprintQuery = (lesson: string) => queryOptions({ queryKey: ['banks', 'blueprint', lesson], queryFn: ({ signal }) => call<Blueprint>(`/lessons/${encodeURIComponent(lesson)}/quiz`, { signal }), retry: false, staleTime: 0 });
export const drawTrial = (lesson: string, sections: BlueprintSection[], signal?: AbortSignal) => call<TrialDraw>(`/lessons/${encodeURIComponent(lesson)}/quiz/draws`, { method: 'POST', body: { sections }, signal });
export const quizFiguresQuery = (lesson: string) => queryOptions({ queryKey: ['banks', 'blueprint', lesson, 'figures'], queryFn: ({ signal }) => call<QuizFigures>(`/lessons/${encodeURIComponent(lesson)}/quiz/statistics`, { signal }) });
