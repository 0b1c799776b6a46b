import { CsvError, parse } from 'csv-parse/sync';
import { isEmail } from 'class-validator';
import type { Role } from '../../kernel/access/index.js';
import { canonicalEmail } from '../addresses.js';
import { letterLanguages, nameOfAPerson } from './people.dto.js';

export type FileColumn = 'name' | 'email' | 'language' | 'roles';

/** One thing wrong with a file: where, what kind of thing, and the value it is about. `column` is '' when it is about the whole line. */
export interface FileFault {
  /** As a text editor counts them. */
  line: number;
  column: FileColumn | '';
  code: 'unreadable' | 'too-many' | 'no-column' | 'cells' | 'name' | 'formula' | 'email' | 'twice' | 'known' | 'language' | 'roles' | 'role';
  value: string;
  message: string;
}

export interface FileEntry {
  line: number;
  name: string;
  email: string;
  locale: (typeof letterLanguages)[number];
  roles: Role[];
}

export const mostRows = 1_000;
export const template = 'name;email;language;roles\r\nAnna Example;anna@example.org;en;reader, contributor\r\n';

const headings: Record<string, FileColumn> = {
  name: 'name', 'full name': 'name', email: 'email', 'e-mail': 'email', mail: 'email', address: 'email', 'e-mail address': 'email', language: 'language', lang: 'language', locale: 'language', roles: 'roles', role: 'roles',
};
const wanted: readonly FileColumn[] = ['name', 'email', 'roles'];

interface Line {
  record: string[];
  info: { lines: number };
}

/**
 * Officials out of a table: UTF-8 with or without a byte order mark, commas, semicolons or tabs, headings in any case and order. Every fault of every
 * line is told at once. @param roles that may be given @param known state of everybody with an address already
 */
export function readPeople(text: string, roles: readonly Role[], known: ReadonlyMap<string, string>): { rows: number; entries: FileEntry[]; faults: FileFault[] } {
  const faults: FileFault[] = [];
  const lines = linesOf(text, faults);
  const [head, ...rows] = lines;
  if (!head) return { rows: 0, entries: [], faults: faults.length > 0 ? faults : [fault(1, '', 'no-column', '', 'The file is empty. Its first line names the columns: name, email, language, roles.')] };
  const columns = head.record.map((heading) => headings[heading.toLowerCase()]);
  const missing = wanted.filter((column) => !columns.includes(column));
  faults.push(...missing.map((column) => fault(head.info.lines, column, 'no-column', column, `There is no column "${column}". The first line names the columns: name, email, language, roles.`)));
  if (missing.length > 0) return { rows: rows.length, entries: [], faults };
  if (rows.length > mostRows) faults.push(fault(rows[mostRows]?.info.lines ?? 0, '', 'too-many', String(rows.length), `A file has at most ${mostRows} people; this one has ${rows.length}. Take several files.`));
  const reader = new LineReader(roles, known, faults);
  const entries = rows.slice(0, mostRows).flatMap(({ record, info }) => reader.read(info.lines, record, columns));
  return { rows: rows.length, entries, faults };
}

/** A quote that is never closed ends the reading there: what follows cannot be told apart. */
function linesOf(text: string, faults: FileFault[]): Line[] {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, trim: true, info: true }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    faults.push(fault(line, '', 'unreadable', '', 'From this line on the file cannot be read as a table: a quotation mark is not closed, or stands where none belongs.'));
    return [];
  }
}

/** Whichever stands most often in the first line; spreadsheets take what their country uses. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const [[best] = [',']] = [';', ',', '\t'].map((sign): [string, number] => [sign, first.split(sign).length]).sort(([, a], [, b]) => b - a);
  return best;
}

class LineReader {
  private readonly met = new Map<string, number>();

  constructor(
    private readonly roles: readonly Role[],
    private readonly known: ReadonlyMap<string, string>,
    private readonly faults: FileFault[],
  ) {}

  /** The entry of a line, or nothing when it has a fault. */
  read(line: number, record: readonly string[], columns: readonly (FileColumn | undefined)[]): FileEntry[] {
    const before = this.faults.length;
    const cell = (column: FileColumn) => record[columns.indexOf(column)]?.normalize('NFC') ?? '';
    const say = (column: FileColumn | '', code: FileFault['code'], value: string, message: string) => this.faults.push(fault(line, column, code, value, message));
    if (record.length > columns.length) say('', 'cells', String(record.length), `This line has ${record.length} cells, the first line has ${columns.length}. A comma inside a cell takes quotation marks around it.`);
    const name = cell('name');
    if (/^[=+\-@'\uff1d\uff0b\uff0d\uff20]/.test(name)) say('name', 'formula', name, 'This begins as a formula does. Write the name as it is.');
    else if (!nameOfAPerson.test(name)) say('name', 'name', name, name ? 'A name has at most 200 characters, all of them visible.' : 'The name is missing.');
    const email = this.email(cell('email'), line, say);
    const locale = letterLanguages.find((one) => one === (cell('language').toLowerCase() || 'en').slice(0, 2));
    if (!locale) say('language', 'language', cell('language'), `Letters are written in: ${letterLanguages.join(', ')}.`);
    const roles = this.rolesOf(cell('roles'), say);
    return this.faults.length === before && locale ? [{ line, name, email, locale, roles }] : [];
  }

  private email(cell: string, line: number, say: (column: FileColumn, code: FileFault['code'], value: string, message: string) => void): string {
    const email = canonicalEmail(cell);
    if (!isEmail(email) || email.length > 254) {
      say('email', 'email', cell, cell ? 'This is no e-mail address.' : 'The e-mail address is missing.');
      return email;
    }
    const earlier = this.met.get(email);
    const state = this.known.get(email);
    if (earlier !== undefined) say('email', 'twice', String(earlier), `The same address stands in line ${earlier}.`);
    else if (state !== undefined) say('email', 'known', state, `Somebody with this address is among your people already (${state}).`);
    this.met.set(email, earlier ?? line);
    return email;
  }

  private rolesOf(cell: string, say: (column: FileColumn, code: FileFault['code'], value: string, message: string) => void): Role[] {
    const list = `You may give: ${this.roles.join(', ')}.`;
    const words = (text: string) => text.toLowerCase().trim().replaceAll(/[\s-]+/g, '_');
    const role = (word: string) => this.roles.find((one) => one === word);
    const named = cell.split(/[,;|/]/).map((part) => part.trim()).filter(Boolean)
      .flatMap((part) => (role(words(part)) ? [words(part)] : part.split(/\s+/).map(words)));
    if (named.length === 0) say('roles', 'roles', '', `There is no role. ${list}`);
    for (const word of new Set(named)) if (!role(word)) say('roles', 'role', word, `There is no role "${word}" that you may give. ${list}`);
    return this.roles.filter((one) => named.includes(one));
  }
}

const fault = (line: number, column: FileFault['column'], code: FileFault['code'], value: string, message: string): FileFault => ({ line, column, code, value: value.slice(0, 100), message });
