import type { Translation, Written } from '../../../api/banks';

/** A question whose translations are written: whatever of it has words. */
export type Spoken = Omit<Written, 'tags' | 'code'>;

/** One text of a question that has to be said in each language. */
export interface Line {
  /** Where it stands, in the question and in its translation alike. */
  path: string;
  original: string;
  most: number;
  /** Several lines of text. */
  long: boolean;
  /** Without it the translation is not taken; what else is missing is said as the author wrote it. */
  needed: boolean;
}

const lists = ['options', 'reasons', 'pairs', 'distractors', 'order', 'rubric', 'drawn'] as const;

/** What has to be said in a language, in the order it stands in: never what is right, nor where areas lie, nor points. */
export function linesOf(question: Spoken, translation?: Translation): Line[] {
  const needed = (path: string, most: number, long = false): Line => ({ path, original: said(question, path), most, long, needed: true });
  const told = (path: string, most: number, long = false): Line[] => (said(question, path) || said(translation, path) ? [{ ...needed(path, most, long), needed: false }] : []);
  const each = <One>(list: readonly One[] | undefined, lines: (index: number) => Line[]) => (list ?? []).flatMap((_, index) => lines(index));
  return [
    needed('stem', 3000, true),
    ...each(question.options, (at) => [needed(`options.${at}.text`, 600), ...told(`options.${at}.because`, 1000)]),
    ...each(question.pairs, (at) => [needed(`pairs.${at}.left`, 600), needed(`pairs.${at}.right`, 600)]),
    ...each(question.distractors, (at) => [needed(`distractors.${at}`, 600)]),
    ...each(question.order, (at) => [needed(`order.${at}`, 600)]),
    ...told('unit', 40),
    ...each(question.reasons, (at) => [needed(`reasons.${at}.text`, 600), ...told(`reasons.${at}.because`, 1000)]),
    ...each(question.rubric, (at) => [needed(`rubric.${at}.text`, 300), ...told(`rubric.${at}.guidance`, 1000)]),
    ...each(question.drawn, (at) => [needed(`drawn.${at}.label`, 200)]),
    ...told('model', 6000, true),
    ...told('feedback', 3000, true),
  ];
}

/** The text at a path; empty where there is none. */
export function said(whole: object | undefined, path: string): string {
  const found = path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], whole);
  return typeof found === 'string' ? found : '';
}

/** The same with another text at a path; lists on the way to it are made. */
export const withSaid = (whole: Translation, path: string, text: string): Translation => put(whole, path.split('.'), text) as Translation;

function put(whole: unknown, [name = '', ...rest]: string[], text: string): unknown {
  const inner = rest.length > 0 ? put((whole as Record<string, unknown> | undefined)?.[name], rest, text) : text;
  if (!/^\d+$/.test(name)) return { ...(whole as object | undefined), [name]: inner };
  const list = Array.isArray(whole) ? [...(whole as unknown[])] : [];
  list[Number(name)] = inner;
  return list;
}

/** Another text in a translation. A right side that several pairs share is said once for all of them. */
export function spokenWith(question: Spoken, translation: Translation, path: string, text: string): Translation {
  const [list, , side] = path.split('.');
  const places = list === 'pairs' && side === 'right' ? (question.pairs ?? []).flatMap(({ right }, index) => (right && right === said(question, path) ? [`pairs.${index}.right`] : [])) : [];
  return [...new Set([path, ...places])].reduce((whole, place) => withSaid(whole, place, text), translation);
}

/** What of a question is not said in a language yet. */
export const missingIn = (question: Spoken, translation?: Translation): Line[] => linesOf(question, translation).filter(({ path }) => !said(translation, path).trim());

/** Translations as the server takes them: those nobody has begun are left out, and so is what the question does not have any more. */
export function sentOf(question: Spoken): { translations?: Record<string, Translation> } {
  const begun = Object.entries(question.translations ?? {}).flatMap(([language, translation]) => {
    const lines = linesOf(question, translation);
    const accept = translation.accept?.filter((word) => word.trim());
    if (!accept?.length && lines.every(({ path }) => !said(translation, path).trim())) return [];
    const sent = lines.filter(({ path, needed }) => needed || said(translation, path).trim()).reduce((whole, { path }) => withSaid(whole, path, said(translation, path)), {} as Translation);
    return [[language, { ...sent, ...(accept?.length && { accept }) }] as const];
  });
  return begun.length > 0 ? { translations: Object.fromEntries(begun) } : {};
}

/**
 * What translations become when a list of the question is written on: an entry that was taken away or moved takes its translation along, and a
 * new one has none yet.
 */
export function followed(before: Spoken, part: Partial<Spoken>): Partial<Spoken> {
  const changed = lists.filter((list) => part[list] && before[list] && part[list] !== before[list]);
  if (changed.length === 0 || !before.translations || part.translations) return {};
  const translations = Object.fromEntries(Object.entries(before.translations).map(([language, translation]) => {
    const moved = Object.fromEntries(changed.map((list) => [list, placesAfter(before[list] ?? [], part[list] ?? []).map((place) => translation[list]?.[place] ?? '')]));
    return [language, { ...translation, ...moved } as Translation];
  }));
  return { translations };
}

/** For each entry of a list as it is now, its place in the list as it was; one beyond its end for a new one. */
function placesAfter(before: readonly unknown[], after: readonly unknown[]): number[] {
  const first = after.findIndex((one, index) => one !== before[index]);
  const same = after.map((_, index) => index);
  if (after.length < before.length) return same.map((index) => (first < 0 || index < first ? index : index + before.length - after.length));
  const other = after.findIndex((one, index) => index > first && one !== before[index]);
  const swapped = after.length === before.length && first >= 0 && other > first && after[first] === before[other] && after[other] === before[first];
  return swapped ? same.map((index) => (index === first ? other : index === other ? first : index)) : same;
}
