import type { DocumentView, Subject } from '../api/model';

/** The part of a document that people write. */
export interface Description {
  title: string;
  language: string;
  abstract: string;
  subjects: Subject[];
  partiesConcerned: string[];
  personalData: boolean;
  details: Record<string, unknown>;
}
export type DescriptionPart = keyof Description;
export const parts: readonly DescriptionPart[] = ['title', 'language', 'abstract', 'subjects', 'partiesConcerned', 'personalData', 'details'];

export function descriptionOf({ title, language, abstract, subjects, partiesConcerned, personalData, details }: DocumentView): Description {
  return { title, language, abstract: abstract ?? '', subjects, partiesConcerned, personalData, details };
}

const written = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner));
/** Whether two values say the same, whatever the order of their keys. */
export const same = (a: unknown, b: unknown): boolean => written(a) === written(b);

/** What differs from the base: all that a save needs to send. */
export function changesFrom(base: Description, now: Description): Partial<Description> {
  return Object.fromEntries(parts.filter((part) => !same(base[part], now[part])).map((part) => [part, now[part]]));
}

/** Empty lines of a list were for typing; they are not sent. */
export function tidy(changes: Partial<Description>): Partial<Description> {
  if (!changes.details) return changes;
  const entries = Object.entries(changes.details).map(([key, value]) => [key, Array.isArray(value) ? value.map((line) => String(line).trim()).filter(Boolean) : value]);
  return { ...changes, details: Object.fromEntries(entries) };
}
