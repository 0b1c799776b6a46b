import { Problem } from '../../kernel/problems.js';
import { type AreasOf, type Question, readQuestion } from '../assessment/questions/index.js';
import type { Faults } from './faults.js';
import { readYaml, type YamlFile } from './yaml-file.js';

/** A question of a bank, with where it stands. */
export interface BankEntry {
  file: string;
  line: number;
  question: Question;
  /** As its author wrote it. */
  written: Record<string, unknown>;
}

/** A file of the bank in another language, by the codes of what it translates. */
export interface Translations {
  file: YamlFile;
  language: string;
  entries: Map<string, { index: number; written: Record<string, unknown> }>;
}

/** Reads a translation: a list of questions, each with its code and what is said in this language. Nothing is compared with the original yet. */
export function readTranslation(name: string, text: string, language: string, faults: Faults): Translations | null {
  const file = readYaml(name, text, faults);
  if (!file) return null;
  if (!Array.isArray(file.value)) {
    faults.tell(name, 1, 'A translation is a list of questions, each with its code.');
    return null;
  }
  const entries: Translations['entries'] = new Map();
  for (const [index, one] of (file.value as unknown[]).entries()) {
    const { code, ...written } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    if (typeof code !== 'string') faults.tell(name, file.lineOf(`${index}`), 'Say with “code” which question this is.');
    else if (entries.has(code)) faults.tell(name, file.lineOf(`${index}.code`), `${code} is translated twice.`);
    else entries.set(code, { index, written });
  }
  return { file, language, entries };
}

/** Reads a file of the bank, a list of questions, with its translations; those with faults are told and left out. */
export async function readBankFile(name: string, text: string, translations: readonly Translations[], areasOf: AreasOf, faults: Faults): Promise<BankEntry[]> {
  const file = readYaml(name, text, faults);
  if (!file) return [];
  if (!Array.isArray(file.value)) {
    faults.tell(name, 1, 'A file of the bank is a list of questions.');
    return [];
  }
  const list = file.value as unknown[];
  const codeOf = (one: unknown) => (one as { code?: unknown } | null)?.code;
  for (const { file: other, entries } of translations) {
    for (const [code, { index }] of entries) if (!list.some((one) => codeOf(one) === code)) faults.tell(other.name, other.lineOf(`${index}.code`), `There is no question ${code} in ${name}.`);
  }
  const entries: BankEntry[] = [];
  for (const [index, given] of list.entries()) {
    const line = file.lineOf(`${index}`);
    const code = codeOf(given);
    const said = translations.flatMap(({ language, entries: known }) => (known.has(String(code)) ? [[language, known.get(String(code))?.written] as const] : []));
    const written: unknown = said.length > 0 && typeof given === 'object' ? { ...given, translations: Object.fromEntries(said) } : given;
    try {
      const question = await readQuestion(written, areasOf);
      entries.push({ file: name, line, question, written: written as Record<string, unknown> });
      if (question.tags.includes('exam') && question.tags.includes('practice')) faults.tell(name, file.lineOf(`${index}.tags`), `${question.code} is tagged for practice and for the examination: what was practised is no examination.`);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      for (const { path, message } of cause.extra.errors ?? []) {
        const [, language = '', member = ''] = /^translations\.([^.]+)\.?(.*)$/.exec(path) ?? [];
        const other = translations.find((one) => one.language === language);
        const at = other?.entries.get(String(code))?.index;
        if (other && at !== undefined) faults.tell(other.file.name, other.file.lineOf(`${at}.${member}`), `${String(code)}, ${member}: ${message}`);
        else faults.tell(name, file.lineOf(`${index}.${path}`), `${typeof code === 'string' ? code : `Question ${index + 1}`}, ${path}: ${message}`);
      }
    }
  }
  return entries;
}
