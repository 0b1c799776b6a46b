import type { Written } from '../../../api/banks';
import { tagsIn } from '../tags-in';
import { sentOf } from './translating';

/** A question while it is written: tags as typed, everything else as the server takes it. */
export type Draft = Omit<Written, 'tags'> & { tags: string };
export type Change = (part: Partial<Draft>) => void;

export const draftOf = ({ tags, ...rest }: Written): Draft => ({ ...rest, tags: tags.join(', ') });

/** Empty texts are members left out; numbers are read as people write them, and stay as they were typed where they are none. */
export function writtenOf({ tags, translations, ...rest }: Draft): Written {
  const said = Object.fromEntries(Object.entries({ ...rest, value: asNumber(rest.value), tolerance: asNumber(rest.tolerance) }).filter(([, value]) => value !== '' && value !== undefined)) as Partial<Written>;
  const [options, reasons] = [said.options?.map(withoutEmpty), said.reasons?.map(withoutEmpty)];
  return { ...said, type: rest.type, stem: rest.stem, code: rest.code.trim().toUpperCase(), tags: tagsIn(tags), ...(options && { options }), ...(reasons && { reasons }), ...sentOf({ ...rest, translations }) };
}

/** The language a path of a question belongs to; null for what is the same in all of them. */
export const languageOf = (path: string): string | null => /^translations\.([^.]+)/.exec(path)?.[1] ?? null;

const asNumber = (typed: number | string | undefined) => (typeof typed === 'string' && /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : typed);
const withoutEmpty = ({ text, right, because }: { text: string; right?: boolean; because?: string }) => ({ text, ...(right && { right }), ...(because && { because }) });

/** The next code after those there are: M3-017 after M3-016; Q-001 in an empty bank. */
export function nextCode(codes: readonly string[]): string {
  const [, head = 'Q-', digits = '000'] = /^(.*?)(\d+)$/.exec(codes.at(-1) ?? '') ?? [];
  for (let number = Number(digits) + 1; ; number++) {
    const code = `${head}${String(number).padStart(digits.length, '0')}`;
    if (!codes.includes(code)) return code;
  }
}
