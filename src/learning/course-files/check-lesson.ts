import type { Block, Inline } from '../catalogue/text/blocks.js';
import { readText } from '../catalogue/text/read-text.js';
import { heaviest, lineFinder, weighText, within } from '../catalogue/text/weigh.js';
import { exerciseKinds } from '../mrz/index.js';
import type { Faults } from './faults.js';
import type { Known } from './known.js';

export interface LessonText {
  file: string;
  language: string;
  title: string;
  body: string;
  bytes: number;
  /** Trainees are shown checked texts alone. */
  state: 'draft' | 'checked';
  /** What it points at, for whoever knows the whole course. */
  refers: { line: number; lesson?: string; question?: string }[];
}

/** Reads a lesson: its first line is its title, the rest its steps. Tells what is not allowed, and specimens, lights and kinds that do not exist. */
export function readLessonText(file: string, text: string, language: string, checked: boolean, known: Known, faults: Faults): LessonText {
  const [first = '', ...rest] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const title = /^# (.{1,200})$/.exec(first)?.[1]?.trim() ?? '';
  if (!title) faults.tell(file, 1, 'The first line of a lesson is its title: “# Title”, of at most 200 characters.');
  const body = `${rest.join('\n').trim()}\n`;
  const skipped = 2 + rest.findIndex((line) => line.trim() !== '');
  const { steps, faults: told } = readText(body);
  for (const { line, message } of told) faults.tell(file, line + skipped - 1, message);

  const lineOf = lineFinder(text);
  const refers: LessonText['refers'] = [];
  for (const block of steps.flatMap(({ blocks }) => [...within(blocks)])) {
    for (const { href } of inlinesOf(block)) if (href?.startsWith('lesson:')) refers.push({ line: lineOf(href), lesson: href.slice('lesson:'.length) });
    if (block.type === 'image' && block.src.startsWith('figure:')) faults.tell(file, lineOf(block.src), 'A course in files has no figures of its own yet; show a specimen.');
    if (block.type === 'video') faults.tell(file, lineOf('```video'), 'A course in files has no documents, and so no films. Leave the block out here, and write it in the browser once the course was entered.');
    if (block.type === 'mrz' && !exerciseKinds.some((kind) => kind === block.kind)) faults.tell(file, lineOf(`kind: ${block.kind}`), `There is no exercise of the kind ${block.kind}. There are: ${exerciseKinds.join(', ')}.`);
    if (block.type === 'question') refers.push({ line: lineOf(`code: ${block.code}`), question: block.code });
  }
  const { bytes, faults: unknown } = weighText(body, steps, known.weigh);
  for (const { line, message } of unknown) faults.tell(file, line + skipped - 1, message);
  if (bytes > heaviest) faults.tell(file, 1, `The lesson weighs ${Math.ceil(bytes / 1000)} kB with its pictures; at most ${heaviest / 1000} kB reach a slow post. Make two of it, or show fewer lights.`);
  return { file, language, title, body, bytes, state: checked ? 'checked' : 'draft', refers };
}

function inlinesOf(block: Block): Inline[] {
  if (block.type === 'heading' || block.type === 'paragraph') return block.text;
  return block.type === 'table' ? [...block.head, ...block.rows.flat()].flat() : [];
}
