import { Problem } from '../../kernel/problems.js';
import { type AreasOf, type Question, readQuestion } from '../assessment/questions/index.js';
import type { Faults } from './faults.js';
import { readYaml } from './yaml-file.js';

/** A question of a bank, with where it stands. */
export interface BankEntry {
  file: string;
  line: number;
  question: Question;
  /** As its author wrote it. */
  written: Record<string, unknown>;
}

/** Reads a file of the bank, a list of questions; those with faults are told and left out. */
export async function readBankFile(name: string, text: string, areasOf: AreasOf, faults: Faults): Promise<BankEntry[]> {
  const file = readYaml(name, text, faults);
  if (!file) return [];
  if (!Array.isArray(file.value)) {
    faults.tell(name, 1, 'A file of the bank is a list of questions.');
    return [];
  }
  const entries: BankEntry[] = [];
  for (const [index, written] of (file.value as unknown[]).entries()) {
    const line = file.lineOf(`${index}`);
    try {
      const question = await readQuestion(written, areasOf);
      entries.push({ file: name, line, question, written: written as Record<string, unknown> });
      if (question.tags.includes('exam') && question.tags.includes('practice')) faults.tell(name, file.lineOf(`${index}.tags`), `${question.code} is tagged for practice and for the examination: what was practised is no examination.`);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      const code = (written as { code?: unknown } | null)?.code;
      for (const { path, message } of cause.extra.errors ?? []) faults.tell(name, file.lineOf(`${index}.${path}`), `${typeof code === 'string' ? code : `Question ${index + 1}`}, ${path}: ${message}`);
    }
  }
  return entries;
}
