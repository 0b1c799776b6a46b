import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validated } from '../../kernel/http/index.js';
import { Problem } from '../../kernel/problems.js';
import { language as languages, type Titles } from '../catalogue/titles.js';
import { checkBlueprints, checkMinutes } from './check-blueprints.js';
import { type LessonText, readLessonText } from './check-lesson.js';
import { WrittenCourse, type WrittenLesson } from './course.dto.js';
import { Faults, type FileFault } from './faults.js';
import type { Known } from './known.js';
import { readBankFile, readTranslation, type BankEntry } from './read-bank.js';
import { readYaml, type YamlFile } from './yaml-file.js';

/** A lesson with its texts, in the languages it has. A quiz has none. */
export interface LessonFile extends WrittenLesson {
  texts: LessonText[];
}

export interface PartFile {
  title: string;
  titles?: Titles;
  minutes: number;
  lessons: LessonFile[];
}

/** A course as its folder holds it, every rule checked. */
export interface CourseFiles extends Omit<WrittenCourse, 'parts'> {
  parts: PartFile[];
  /** As their authors wrote them, right answers and all: for the bank alone. */
  questions: Record<string, unknown>[];
}

/**
 * Reads a course from a folder: course.yaml, the texts of its lessons, bank/*.yaml. Checks all there is to check without a database.
 * @returns the course, or null with everything that is wrong, by file and line
 */
export async function readCourse(folder: string, known: Known): Promise<{ course: CourseFiles | null; faults: FileFault[] }> {
  const faults = new Faults();
  const text = await readFile(join(folder, 'course.yaml'), 'utf8').catch(() => null);
  if (text === null) faults.tell('course.yaml', 1, 'There is no such file here. A course is a folder with a course.yaml in it.');
  const file = text === null ? null : readYaml('course.yaml', text, faults);
  const written = file && (await shaped(file, faults));
  if (!file || !written) return { course: null, faults: faults.all };

  const bank = await readBank(folder, written, known, faults);
  const lessons = new Map<string, LessonFile>();
  const parts: PartFile[] = [];
  for (const [p, { title, titles, minutes, lessons: listed }] of written.parts.entries()) {
    mustBeOthers(titles, written, file.lineOf(`parts.${p}.titles`), faults);
    const read: LessonFile[] = [];
    for (const [l, lesson] of listed.entries()) {
      const at = (member: string) => file.lineOf(`parts.${p}.lessons.${l}.${member}`);
      if (lessons.has(lesson.code)) faults.tell(file.name, at('code'), `The code ${lesson.code} is given to two lessons.`);
      if (Boolean(lesson.file) === Boolean(lesson.quiz)) faults.tell(file.name, at('code'), `The lesson ${lesson.code} has either a file to read or a quiz.`);
      if (lesson.quiz && !lesson.title) faults.tell(file.name, at('code'), `The quiz ${lesson.code} needs a title.`);
      if (lesson.file && lesson.title) faults.tell(file.name, at('title'), 'The title of a lesson to read is the first line of its file.');
      const one: LessonFile = { ...lesson, texts: lesson.file ? await texts(folder, lesson.file, written, at('file'), known, faults) : [] };
      mustBeOthers(lesson.titles, written, at('titles'), faults);
      const twice = one.texts.find(({ language, file: text }) => lesson.titles?.[language] !== undefined && text);
      if (twice) faults.tell(file.name, at('titles'), `The title of ${lesson.code} in “${twice.language}” is the first line of ${twice.file}.`);
      lessons.set(lesson.code, one);
      read.push(one);
    }
    parts.push({ title, ...(titles && { titles }), minutes, lessons: read });
  }
  checkMinutes(written, file, faults);
  // A question that cannot be read would be missed in many places; what is wrong is said once.
  if (!faults.all.some((fault) => fault.file.startsWith('bank/'))) {
    checkReferences(lessons, bank, faults);
    checkBlueprints(written, file, bank, faults);
  }
  await checkStrays(folder, lessons, faults);
  const { all } = faults;
  return { course: all.length > 0 ? null : { ...written, parts, questions: bank.map(({ written: question }) => question) }, faults: all };
}

async function shaped(file: YamlFile, faults: Faults): Promise<WrittenCourse | null> {
  try {
    return await validated(WrittenCourse, typeof file.value === 'object' && file.value !== null ? file.value : {});
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    for (const { path, message } of cause.extra.errors ?? []) faults.tell(file.name, file.lineOf(path), `${path}: ${message}`);
    return null;
  }
}

/** A file in another language has it before the ending, 'm1.ar.yaml', and lies beside what it translates. Languages that were not checked are left out. */
async function readBank(folder: string, { languages: offered, partly = [] }: WrittenCourse, { areasOf }: Known, faults: Faults): Promise<BankEntry[]> {
  const names = (await readdir(join(folder, 'bank')).catch(() => [])).filter((name) => name.endsWith('.yaml')).toSorted();
  const content = (name: string) => readFile(join(folder, 'bank', name), 'utf8');
  const translated = names.flatMap((name) => {
    const [, of = '', language = ''] = /^(.+)\.([^.]+)\.yaml$/.exec(name) ?? [];
    return languages.test(language) && names.includes(`${of}.yaml`) ? [{ name, of: `${of}.yaml`, language }] : [];
  });
  const checked = translated.filter(({ language }) => [...offered, ...partly].includes(language));
  const entries: BankEntry[] = [];
  for (const name of names.filter((one) => !translated.some((other) => other.name === one))) {
    const translations = [];
    for (const { name: other, language } of checked.filter(({ of }) => of === name)) translations.push(readTranslation(`bank/${other}`, await content(other), language, faults));
    entries.push(...(await readBankFile(`bank/${name}`, await content(name), translations.filter((one) => one !== null), areasOf, faults)));
  }
  for (const language of offered.slice(1)) {
    for (const { question, file, line } of entries) if (!question.body.texts?.[language]) faults.tell(file, line, `The course is offered in “${language}”, and ${question.code} is not translated.`);
  }
  for (const [index, { question: { code }, file, line }] of entries.entries()) {
    const first = entries.find((other) => other.question.code === code);
    if (first && entries.indexOf(first) < index) faults.tell(file, line, `The code ${code} is given to two questions; the other stands in ${first.file}, line ${first.line}.`);
  }
  for (const { question: { code, alternative }, file, line } of entries) {
    const other = entries.find((one) => one.question.code === alternative);
    if (alternative && !other) faults.tell(file, line, `${code} names ${alternative} as the question in words that stands for it, and there is none.`);
    if (other && ['hotspot', 'compare'].includes(other.question.body.type)) faults.tell(file, line, `${code} names ${other.question.code} to stand for it in words, and that is a picture too.`);
  }
  return entries;
}

/** The title itself is that in the leading language. */
function mustBeOthers(titles: Titles | undefined, { languages: [leading = 'en'] }: WrittenCourse, line: number, faults: Faults): void {
  if (titles && Object.hasOwn(titles, leading)) faults.tell('course.yaml', line, `The title in “${leading}” is the title itself.`);
}

/** The leading language is the file as named; another one has its language before the ending, 'the-zone.ar.md'. */
async function texts(folder: string, name: string, { languages: offered, partly = [] }: WrittenCourse, line: number, known: Known, faults: Faults): Promise<LessonText[]> {
  const [leading = 'en', ...others] = offered;
  const [, within = '', stem = ''] = /^(.*\/)?([^/]+)\.md$/.exec(name) ?? [];
  const beside = await readdir(join(folder, within)).catch(() => []);
  const found = beside.flatMap((file) => {
    if (file === `${stem}.md`) return [{ file, language: leading }];
    const language = file.startsWith(`${stem}.`) && file.endsWith('.md') ? file.slice(stem.length + 1, -3) : '';
    return languages.test(language) ? [{ file, language }] : [];
  });
  if (!found.some(({ language }) => language === leading)) faults.tell('course.yaml', line, `There is no file ${name}.`);
  for (const language of others) {
    if (!found.some((one) => one.language === language)) faults.tell('course.yaml', line, `The course is offered in “${language}”, and there is no ${within}${stem}.${language}.md.`);
  }
  const read: LessonText[] = [];
  for (const { file, language } of found) {
    read.push(readLessonText(`${within}${file}`, await readFile(join(folder, within, file), 'utf8'), language, [...offered, ...partly].includes(language), known, faults));
  }
  return read.toSorted((a, b) => (a.language < b.language ? -1 : 1));
}

function checkReferences(lessons: ReadonlyMap<string, LessonFile>, bank: readonly BankEntry[], faults: Faults): void {
  for (const { texts: written } of lessons.values()) {
    for (const { file, refers } of written) {
      for (const { line, lesson, question } of refers) {
        if (lesson !== undefined && !lessons.has(lesson)) faults.tell(file, line, `There is no lesson ${lesson} in this course.`);
        if (question === undefined) continue;
        const entry = bank.find((one) => one.question.code === question);
        if (!entry) faults.tell(file, line, `There is no question ${question} in the bank.`);
        else if (entry.question.tags.includes('exam')) faults.tell(file, line, `${question} is kept for the examination and may not stand in a lesson.`);
      }
    }
  }
}

/** A text that no lesson names is a slip of the pen in one of two places. */
async function checkStrays(folder: string, lessons: ReadonlyMap<string, LessonFile>, faults: Faults): Promise<void> {
  const named = new Set([...lessons.values()].flatMap(({ texts: written }) => written.map(({ file }) => file)));
  const there = await readdir(folder, { recursive: true });
  for (const file of there) if (file.endsWith('.md') && !named.has(file.replaceAll('\\', '/'))) faults.tell(file, 1, 'No lesson of course.yaml names this file.');
}
