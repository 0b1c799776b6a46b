import { createHash } from 'node:crypto';
import { validated } from '../../../kernel/http/index.js';
import { type Fault, invalid, Problem } from '../../../kernel/problems.js';
import type { Area } from './areas.js';
import { type DrawnArea, shapeOf } from './drawn.dto.js';
import { type Choice, type Criterion, type QuestionBody, type QuestionKey, type QuestionType, questionTypes } from './question.js';
import { readTranslations } from './read-translations.js';
import { faultsOfStem } from './stem.js';
import {
  WrittenChoice, WrittenCompare, type WrittenCriterion, WrittenDecision, WrittenEssay, WrittenHotspot, WrittenMatching, WrittenMrz, WrittenNumeric, WrittenOrdering, type WrittenOption, type WrittenPicture, WrittenPractical,
  type WrittenQuestion, WrittenShortText,
} from './written.dto.js';

/** A question taken in: what is shown and what is right apart from each other. */
export interface Question {
  code: string;
  tags: string[];
  critical: boolean;
  /** Code of the question in words that may stand in its place. */
  alternative: string | null;
  body: QuestionBody;
  key: QuestionKey;
  /** As its author wrote it, to be written on. Holds what is right. */
  written: object;
}

/** The named areas of a specimen; null when there is no such specimen, or it has no such light. */
export type AreasOf = (picture: WrittenPicture) => readonly Area[] | null;

/** A question as an author wrote it. @throws Problem 400 with a path and a sentence for each fault */
export async function readQuestion(written: unknown, areasOf: AreasOf): Promise<Question> {
  if (!isObject(written)) throw invalid([{ path: '', message: 'A question is a list of members: code, type, tags, stem and what its type asks for.' }]);
  const type = questionTypes.find((one) => one === written.type);
  if (!type) throw invalid([{ path: 'type', message: `There is no such type of question. There are: ${questionTypes.join(', ')}.` }]);
  const faults: Fault[] = [];
  const { translations, ...plain } = written;
  const question = await readers[type](plain, { areasOf, faults });
  const said = translations === undefined ? null : await readTranslations(plain as never, translations, (text) => idOf(question.code, text), (label) => idOfArea(question.code, label), faults);
  if (faults.length > 0) throw invalid(faults);
  if (!said) return { ...question, written };
  const accept = question.key.type === 'short_text' ? { accept: [...new Set([...question.key.accept, ...Object.values(said.told).flatMap((one) => one.accept ?? [])])] } : {};
  return { ...question, body: { ...question.body, texts: said.texts }, key: { ...question.key, ...accept, texts: said.told } as QuestionKey, written };
}

/** A whole bank, as a list in a file. @throws Problem 400: paths begin with the place in the list and the code, '[3] M3-017 options.1.text' */
export async function readBank(list: unknown, areasOf: AreasOf): Promise<Question[]> {
  if (!Array.isArray(list)) throw invalid([{ path: '', message: 'A bank is a list of questions.' }]);
  const questions: Question[] = [];
  const faults: Fault[] = [];
  const nameOf = (index: number) => [`[${index}]`, (list[index] as { code?: unknown } | null)?.code].filter((part) => typeof part === 'string').join(' ');
  for (const [index, written] of list.entries()) {
    try {
      questions.push(await readQuestion(written, areasOf));
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      faults.push(...(cause.extra.errors ?? []).map(({ path, message }) => ({ path: `${nameOf(index)} ${path}`.trim(), message })));
    }
  }
  for (const [index, { code }] of questions.entries()) {
    if (questions.findIndex((other) => other.code === code) < index) faults.push({ path: code, message: `The code ${code} is given to two questions.` });
  }
  if (faults.length === 0) {
    for (const { code, alternative } of questions) {
      const other = questions.find((one) => one.code === alternative);
      if (alternative && (!other || isOfPictures(other.body))) faults.push({ path: `${code} alternative`, message: `${alternative} is no question in words of this bank.` });
    }
  }
  if (faults.length > 0) throw invalid(faults);
  return questions;
}

/** Whether it is answered on a picture. */
export const isOfPictures = (body: QuestionBody) => body.type === 'hotspot' || body.type === 'compare';

/** Whether a person judges it: there is no key a machine could hold it against. */
export const isJudged = (body: { type: string }): boolean => body.type === 'essay' || body.type === 'practical';

const mostAreas = 12;

interface Reading {
  areasOf: AreasOf;
  faults: Fault[];
}

const readers: Record<QuestionType, (written: object, reading: Reading) => Promise<Omit<Question, 'written'>>> = {
  choice: (written, reading) => choice('choice', written, reading),
  choices: (written, reading) => choice('choices', written, reading),

  matching: async (written, reading) => {
    const { pairs, distractors = [], ...rest } = await validated(WrittenMatching, written);
    once(reading, 'pairs', pairs.map(({ left }) => left));
    const rights = [...new Set(pairs.map(({ right }) => right))];
    for (const [index, text] of distractors.entries()) {
      if (rights.includes(text) || distractors.indexOf(text) < index) reading.faults.push({ path: `distractors.${index}`, message: 'This stands on the right side already.' });
    }
    if (rights.length + distractors.length < 2) reading.faults.push({ path: 'pairs', message: 'There must be more than one right side to choose from.' });
    const { heading, shown, told } = common(rest, reading);
    return {
      ...heading,
      body: { type: 'matching', ...shown, lefts: choices(rest.code, pairs.map(({ left }) => left)), rights: choices(rest.code, [...rights, ...distractors]) },
      key: { type: 'matching', ...told, pairs: Object.fromEntries(pairs.map(({ left, right }) => [idOf(rest.code, left), idOf(rest.code, right)])) },
    };
  },

  ordering: async (written, reading) => {
    const { order, ...rest } = await validated(WrittenOrdering, written);
    once(reading, 'order', order);
    const { heading, shown, told } = common(rest, reading);
    const steps = choices(rest.code, order);
    return { ...heading, body: { type: 'ordering', ...shown, steps: [...steps].sort((a, b) => (a.id < b.id ? -1 : 1)) }, key: { type: 'ordering', ...told, order: steps.map(({ id }) => id) } };
  },

  numeric: async (written, reading) => {
    const { value, tolerance = 0, unit, ...rest } = await validated(WrittenNumeric, written);
    const { heading, shown, told } = common(rest, reading);
    return { ...heading, body: { type: 'numeric', ...shown, ...(unit === undefined ? {} : { unit }) }, key: { type: 'numeric', ...told, value, tolerance } };
  },

  short_text: async (written, reading) => {
    const { accept, ...rest } = await validated(WrittenShortText, written);
    const { heading, shown, told } = common(rest, reading);
    return { ...heading, body: { type: 'short_text', ...shown }, key: { type: 'short_text', ...told, accept } };
  },

  hotspot: async (written, reading) => {
    const { areas, drawn, alternative, senses, ...rest } = await validated(WrittenHotspot, written);
    const { heading, told } = common(rest, reading);
    const there = sought(reading, rest.code, rest.figure, areas, drawn);
    return {
      ...heading, alternative: alternativeIn(reading, alternative, senses),
      body: { type: 'hotspot', stem: rest.stem, figure: { ...rest.figure }, marks: there.length + 2 },
      key: { type: 'hotspot', ...told, areas: there },
    };
  },

  compare: async (written, reading) => {
    const { areas, drawn, alternative, senses, questioned, ...rest } = await validated(WrittenCompare, written);
    const { heading, told } = common(rest, reading);
    const there = sought(reading, rest.code, questioned, areas, drawn);
    return {
      ...heading, alternative: alternativeIn(reading, alternative, senses),
      body: { type: 'compare', stem: rest.stem, figure: { ...rest.figure }, questioned: { ...questioned }, marks: there.length + 2 },
      key: { type: 'compare', ...told, areas: there },
    };
  },

  mrz: async (written, reading) => {
    const { mrz, ...rest } = await validated(WrittenMrz, written);
    const { heading, shown, told } = common(rest, reading);
    return { ...heading, body: { type: 'mrz', ...shown, kind: mrz.kind }, key: { type: 'mrz', ...told, values: {} } };
  },

  decision: async (written, reading) => {
    const { right, reasons = [], ...rest } = await validated(WrittenDecision, written);
    once(reading, 'reasons', reasons.map(({ text }) => text));
    if (reasons.length > 0 && !reasons.some((reason) => reason.right)) reading.faults.push({ path: 'reasons', message: 'At least one reason is right, or there are none at all.' });
    const { heading, shown, told } = common(rest, reading);
    return {
      ...heading,
      body: { type: 'decision', ...shown, reasons: choices(rest.code, reasons.map(({ text }) => text)) },
      key: { type: 'decision', ...told, decision: right, ...judged(rest.code, reasons) },
    };
  },

  essay: async (written, reading) => {
    const { rubric, words, model, ...rest } = await validated(WrittenEssay, written);
    const { heading, shown, told } = common(rest, reading);
    const { criteria, guidance } = judgedBy(rest.code, rubric, reading);
    return {
      ...heading, body: { type: 'essay', ...shown, criteria, ...(words === undefined ? {} : { words }) }, key: { type: 'essay', ...told, guidance, ...(model === undefined ? {} : { model }) },
    };
  },

  practical: async (written, reading) => {
    const { rubric, ...rest } = await validated(WrittenPractical, written);
    const { heading, shown, told } = common(rest, reading);
    const { criteria, guidance } = judgedBy(rest.code, rubric, reading);
    return { ...heading, body: { type: 'practical', ...shown, criteria }, key: { type: 'practical', ...told, guidance } };
  },
};

async function choice(type: 'choice' | 'choices', written: object, reading: Reading): Promise<Omit<Question, 'written'>> {
  const { options, ...rest } = await validated(WrittenChoice, written);
  once(reading, 'options', options.map(({ text }) => text));
  const right = options.filter((option) => option.right).length;
  if (type === 'choice' && right !== 1) reading.faults.push({ path: 'options', message: `Exactly one option is right; here ${right} are.` });
  if (type === 'choices' && right === 0) reading.faults.push({ path: 'options', message: 'At least one option is right.' });
  const { heading, shown, told } = common(rest, reading);
  return { ...heading, body: { type, ...shown, options: choices(rest.code, options.map(({ text }) => text)) }, key: { type, ...told, ...judged(rest.code, options) } };
}

function common({ code, tags, critical = false, stem, figure, feedback }: Omit<WrittenQuestion, 'type'>, { areasOf, faults }: Reading) {
  if (figure && !areasOf(figure)) faults.push({ path: 'figure', message: `There is no specimen ${figure.specimen} in the light ${figure.light}.` });
  faults.push(...faultsOfStem(stem));
  return {
    heading: { code, tags, critical, alternative: null },
    shown: { stem, ...(figure === undefined ? {} : { figure: { ...figure } }) },
    told: feedback === undefined ? {} : { feedback },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Made from the text, so that neither the id nor its place says what is right, and a bank read twice gives the same. */
const idOf = (code: string, text: string) => createHash('sha256').update(`${code}\n${text}`).digest('hex').slice(0, 12);

const idOfArea = (code: string, label: string) => idOf(code, `drawn ${label}`);

const choices = (code: string, texts: readonly string[]): Choice[] => texts.map((text) => ({ id: idOf(code, text), text }));

function judgedBy(code: string, rubric: readonly WrittenCriterion[], reading: Reading): { criteria: Criterion[]; guidance: Record<string, string> } {
  once(reading, 'rubric', rubric.map(({ text }) => text));
  return {
    criteria: rubric.map(({ text, points }) => ({ id: idOf(code, text), text, points })),
    guidance: Object.fromEntries(rubric.flatMap(({ text, guidance }) => (guidance === undefined ? [] : [[idOf(code, text), guidance]]))),
  };
}

const judged = (code: string, options: readonly WrittenOption[]) => ({
  right: options.filter((option) => option.right).map(({ text }) => idOf(code, text)),
  because: Object.fromEntries(options.flatMap(({ text, because }) => (because === undefined ? [] : [[idOf(code, text), because]]))),
});

function once({ faults }: Reading, path: string, texts: readonly string[]): void {
  for (const [index, text] of texts.entries()) {
    if (texts.indexOf(text) < index) faults.push({ path: `${path}.${index}`, message: 'The same text stands here twice.' });
  }
}

function named({ areasOf, faults }: Reading, picture: WrittenPicture, ids: readonly string[]): Area[] {
  const known = areasOf(picture);
  if (!known) {
    if (!faults.some(({ path }) => path === 'figure')) faults.push({ path: 'questioned', message: `There is no specimen ${picture.specimen} in the light ${picture.light}.` });
    return [];
  }
  return ids.flatMap((id, index) => {
    const area = known.find((one) => one.id === id);
    if (!area) faults.push({ path: `areas.${index}`, message: `The specimen ${picture.specimen} has no area ${id}. It has: ${known.map((one) => one.id).join(', ')}.` });
    return area ? [{ ...area }] : [];
  });
}

/** All that is to be found on a picture: parts the specimen names, and parts its author drew. */
function sought(reading: Reading, code: string, picture: WrittenPicture, ids: readonly string[] = [], drawn: readonly DrawnArea[] = []): Area[] {
  const count = ids.length + drawn.length;
  if (count === 0 || count > mostAreas) reading.faults.push({ path: 'areas', message: `There are one to ${mostAreas} areas to find; here are ${count}.` });
  once(reading, 'drawn', drawn.map(({ label }) => label));
  const own = drawn.flatMap(({ label, shape: written }, index) => {
    const shape = shapeOf(written);
    if (!shape) reading.faults.push({ path: `drawn.${index}`, message: `“${label}” reaches beyond the picture.` });
    return shape ? [{ id: idOfArea(code, label), label, shape }] : [];
  });
  return [...named(reading, picture, ids), ...own];
}

function alternativeIn({ faults }: Reading, alternative: string | undefined, senses: string | undefined): string | null {
  if ((alternative === undefined) === (senses === undefined)) faults.push({ path: 'alternative', message: 'Name the question in words that tests the same, or say under "senses" why only the eyes can answer.' });
  return alternative ?? null;
}
