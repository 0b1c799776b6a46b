import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { CourseVersion, LessonKind, Step, Titles } from './learning';
import type { AudienceParty } from './model';

export interface TextState { language: string; title: string; checked: boolean; bytes: number }
export interface DraftLesson { id: string; code: string; title: string; titles: Titles; kind: LessonKind; mandatory: boolean; minutes: number; texts: TextState[] }
export interface DraftPart { title: string; titles: Titles; minutes: number; lessons: DraftLesson[] }
export interface DraftVersion {
  id: string;
  courseId: string;
  number: number;
  state: CourseVersion['state'];
  note: string;
  submittedBy: string | null;
  isSubmittedByYou: boolean;
  parts: DraftPart[];
  missing: string[];
  rowVersion: number;
}
export interface TextFault { line: number; message: string }
/** `bytes` with the pictures; more than `heaviest` is not handed in. */
export interface Preview { steps: Step[]; faults: TextFault[]; bytes: number; heaviest: number }
export interface LessonText extends Preview { language: string; title: string; body: string; checked: boolean; rowVersion: number }
export interface CourseAudience { people: number; parties: AudienceParty[]; others: string[] }

export const versionQuery = (id: string) => queryOptions({ queryKey: ['courses', 'version', id], queryFn: ({ signal }) => call<DraftVersion>(`/course-versions/${encodeURIComponent(id)}`, { signal }) });
export const textQuery = (lesson: string, language: string) => queryOptions({
  queryKey: ['courses', 'text', lesson, language],
  queryFn: ({ signal }) => call<LessonText>(`/lessons/${encodeURIComponent(lesson)}/texts/${encodeURIComponent(language)}`, { signal }),
  staleTime: 0,
});
export const previewOf = (body: string, signal?: AbortSignal) => call<Preview>('/text-previews', { method: 'POST', body: { body }, signal });
export const courseAudienceQuery = (id: string) => queryOptions({ queryKey: ['courses', 'audience', id], queryFn: ({ signal }) => call<CourseAudience>(`/courses/${encodeURIComponent(id)}/audience`, { signal }) });
