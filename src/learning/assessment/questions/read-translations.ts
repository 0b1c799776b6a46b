import { validated } from '../../../kernel/http/index.js';
import { type Fault, Problem } from '../../../kernel/problems.js';
import type { DrawnArea } from './drawn.dto.js';
import type { Spoken, SpokenKey } from './spoken.js';
import { faultsOfStem } from './stem.js';
import { type WrittenCriterion, type WrittenOption, type WrittenPair, WrittenTranslation } from './written.dto.js';

/** Of a question, as its author wrote it, what can be translated. Its shape was checked before. */
interface Original {
  code: string;
  options?: WrittenOption[];
  reasons?: WrittenOption[];
  pairs?: WrittenPair[];
  distractors?: string[];
  order?: string[];
  rubric?: WrittenCriterion[];
  drawn?: DrawnArea[];
  unit?: string;
  model?: string;
}

/** A language as it is named: ar, zh-Hant. */
export const languageCode = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;
const most = 12;
const listed = ['options', 'reasons', 'pairs', 'distractors', 'order', 'rubric', 'drawn'] as const;

/**
 * What a question says in other languages: the same lists in the same order, by language. Each fault is added with its path, `translations.ar.stem`.
 * @param idOf the id of a text of the original
 * @param idOfArea that of an area its author drew
 */
export async function readTranslations(original: Original, given: unknown, idOf: (text: string) => string, idOfArea: (label: string) => string, faults: Fault[]): Promise<{ texts: Record<string, Spoken>; told: Record<string, SpokenKey> }> {
  const [texts, told]: [Record<string, Spoken>, Record<string, SpokenKey>] = [{}, {}];
  if (typeof given !== 'object' || given === null || Array.isArray(given) || Object.keys(given).length > most) {
    faults.push({ path: 'translations', message: 'Translations stand under their languages: ar, fr, at most twelve.' });
    return { texts, told };
  }
  for (const [code, written] of Object.entries(given)) {
    const path = `translations.${code}`;
    if (!languageCode.test(code)) faults.push({ path, message: 'A language is named by its code, like ar.' });
    const translation = await taken(written, path, faults);
    if (!translation) continue;
    faults.push(...faultsOfStem(translation.stem).map((fault) => ({ ...fault, path: `${path}.${fault.path}` })));
    for (const list of listed) {
      const [here, there] = [translation[list]?.length ?? 0, original[list]?.length ?? 0];
      if (here !== there) faults.push({ path: `${path}.${list}`, message: `The question has ${there} of these, and its translation ${here}. They correspond by their order.` });
    }
    const pairsOf = <One, Other>(ones: readonly One[] = [], others: readonly Other[] = []) => ones.flatMap((one, index) => (others[index] === undefined ? [] : [[one, others[index]] as const]));
    const chosen = [...pairsOf(original.options, translation.options), ...pairsOf(original.reasons, translation.reasons)];
    const criteria = pairsOf(original.rubric, translation.rubric);
    const areas = pairsOf(original.drawn, translation.drawn).map(([one, other]) => [idOfArea(one.label), other.label]);
    const labels = [
      ...chosen.map(([one, other]) => [one.text, other.text]), ...criteria.map(([one, other]) => [one.text, other.text]),
      ...pairsOf(original.pairs, translation.pairs).flatMap(([one, other]) => [[one.left, other.left], [one.right, other.right]]),
      ...pairsOf(original.distractors, translation.distractors), ...pairsOf(original.order, translation.order),
    ];
    texts[code] = { stem: translation.stem, labels: Object.fromEntries(labels.map(([text = '', said = '']) => [idOf(text), said])), ...(translation.unit === undefined ? {} : { unit: translation.unit }) };
    told[code] = {
      because: Object.fromEntries(chosen.flatMap(([one, { because }]) => (because === undefined ? [] : [[idOf(one.text), because]]))),
      guidance: Object.fromEntries(criteria.flatMap(([one, { guidance }]) => (guidance === undefined ? [] : [[idOf(one.text), guidance]]))),
      ...(areas.length === 0 ? {} : { areas: Object.fromEntries(areas) as Record<string, string> }),
      ...(translation.feedback === undefined ? {} : { feedback: translation.feedback }), ...(translation.model === undefined ? {} : { model: translation.model }), ...(translation.accept === undefined ? {} : { accept: translation.accept }),
    };
  }
  return { texts, told };
}

async function taken(written: unknown, path: string, faults: Fault[]): Promise<WrittenTranslation | null> {
  try {
    return await validated(WrittenTranslation, typeof written === 'object' && written !== null ? written : {});
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    faults.push(...(cause.extra.errors ?? []).map((fault) => ({ ...fault, path: `${path}.${fault.path}` })));
    return null;
  }
}
