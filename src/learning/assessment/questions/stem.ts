import type { Block } from '../../catalogue/text/blocks.js';
import { isLive } from '../../catalogue/text/live-blocks.js';
import { readText } from '../../catalogue/text/read-text.js';
import type { Fault } from '../../../kernel/problems.js';

/** The words of a question, written in the Markdown of lessons, as a tree of blocks. Whatever cannot stand in a question is left out. */
export const saidIn = (stem: string): Block[] => readText(stem).steps.flatMap(({ blocks }) => blocks.filter(({ type }) => !isLive(type)));

/** The same as one line of words, for lists. */
export const wordsOf = (stem: string): string => saidIn(stem).map(plain).filter(Boolean).join(' ') || stem;

function plain(block: Block): string {
  switch (block.type) {
    case 'paragraph': case 'heading': return block.text.map(({ text }) => text).join('');
    case 'list': return block.items.map((item) => item.map(plain).join(' ')).join('; ');
    case 'quote': case 'note': return block.blocks.map(plain).join(' ');
    case 'zone': return block.lines.join(' ');
    case 'table': return [block.head, ...block.rows].map((row) => row.map((cell) => cell.map(({ text }) => text).join('')).join(', ')).join('; ');
    case 'image': return block.alt;
    default: return '';
  }
}

/** What of the Markdown cannot stand in a question. */
export function faultsOfStem(stem: string): Fault[] {
  const { steps, faults } = readText(stem);
  const said = faults.map(({ line, message }) => `Line ${line}: ${message}`);
  if (steps.some(({ title }) => title)) said.push('A question has no steps, so no headings with one or two signs.');
  if (steps.some(({ blocks }) => blocks.some(({ type }) => isLive(type)))) said.push('No bench, exercise or other question stands within a question.');
  return said.map((message) => ({ path: 'stem', message }));
}
