import type { DraftLesson, DraftPart } from '../../../api/authoring';
import type { Titles } from '../../../api/learning';

/** A lesson while its course is arranged; before it is kept, `id` is only there to tell it from others. */
export type LessonDraft = Omit<DraftLesson, 'texts'>;
export interface PartDraft { title: string; titles: Titles; minutes: number; lessons: LessonDraft[] }

export const draftsOf = (parts: readonly DraftPart[]): PartDraft[] => parts.map(({ title, titles, minutes, lessons }) => ({ title, titles, minutes, lessons: lessons.map(({ texts: _, ...lesson }) => lesson) }));

/** A code no other lesson has, out of the title: 'on-the-zone', 'on-the-zone-2'. */
export function codeFor(title: string, taken: readonly string[]): string {
  const plain = title.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 34) || 'lesson';
  for (let count = 1; ; count++) {
    const code = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.includes(code)) return code;
  }
}

/** The list with the item at `from` moved by `by` places; as it was when there is no such place. */
export function moved<Item>(items: readonly Item[], from: number, by: number): Item[] {
  const to = from + by;
  const copy = [...items];
  const [item] = copy.splice(from, 1);
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  copy.splice(to, 0, item);
  return copy;
}

/** What the server takes. */
export const arranged = (parts: readonly PartDraft[]) => ({
  parts: parts.map(({ title, titles, minutes, lessons }) => ({ title: title.trim(), titles: filled(titles), minutes, lessons: lessons.map(({ code, title: name, titles: others, kind, mandatory, minutes: long }) => ({ code, title: name.trim(), titles: filled(others), kind, mandatory, minutes: long })) })),
});

/** Without the languages nothing was written in. */
const filled = (titles: Titles): Titles => Object.fromEntries(Object.entries(titles).map(([code, title]) => [code, title.trim()]).filter(([, title]) => title));
