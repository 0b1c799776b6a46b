import type { DocumentView, Subject } from '../../api/model';

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
const same = (a: unknown, b: unknown): boolean => written(a) === written(b);

/** What differs from the base: all that a save needs to send. */
export function changesFrom(base: Description, now: Description): Partial<Description> {
  return Object.fromEntries(parts.filter((part) => !same(base[part], now[part])).map((part) => [part, now[part]]));
}

/** Parts both sides have changed, to different things: only a person can choose. */
export function clashes(base: Description, mine: Description, theirs: Description): DescriptionPart[] {
  return parts.filter((part) => !same(mine[part], base[part]) && !same(theirs[part], base[part]) && !same(mine[part], theirs[part]));
}

/** Their version with what I have changed. In a clash mine stands until the person chooses. */
export function merged(base: Description, mine: Description, theirs: Description): Description {
  return { ...theirs, ...changesFrom(base, mine) };
}
