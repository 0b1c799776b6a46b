import { isEmail, isISO8601 } from 'class-validator';
import { CsvError, parse } from 'csv-parse/sync';

/** One person to be sent to one course, as a line of the file says. */
export interface Nominee {
  line: number;
  email: string;
  course: string;
  /** First day of the cohort, where the course is held in cohorts. */
  starts: string | null;
  reason: string;
}

export type NomineeFault = Pick<Nominee, 'line'> & { email: string; course: string; message: string };

export const mostNominees = 500;
export const nomineesTemplate = 'email;course;starts;reason\r\nanna@example.org;DOC-101;2027-03-01;First posting at the border\r\n';

const headings: Record<string, keyof Omit<Nominee, 'line'>> = {
  email: 'email', 'e-mail': 'email', address: 'email', course: 'course', code: 'course', starts: 'starts', start: 'starts', date: 'starts', cohort: 'starts', reason: 'reason', motive: 'reason', why: 'reason',
};
const day = /^\d{4}-\d{2}-\d{2}$/;
/** What a spreadsheet would calculate, also in its full-width form. */
const formula = /^\s*[=+\-@'\t\uff1d\uff0b\uff0d\uff20]/u;

/**
 * Nominations out of a table: UTF-8, commas, semicolons or tabs, headings in any case and order. Each line is a nominee or a fault, in the order of
 * the file; a person is sent to a course once.
 */
export function readNominees(text: string): { nominees: Nominee[]; faults: NomineeFault[]; rows: number } {
  const faults: NomineeFault[] = [];
  const [head, ...lines] = linesOf(text, faults);
  if (!head) return { nominees: [], rows: 0, faults: faults.length > 0 ? faults : [whole(1, 'The file is empty. Its first line names the columns: email, course, starts, reason.')] };
  const columns = head.record.map((heading) => headings[heading.toLowerCase()]);
  for (const column of ['email', 'course'] as const) if (!columns.includes(column)) faults.push(whole(head.info.lines, `There is no column "${column}". The first line names the columns: email, course, starts, reason.`));
  if (lines.length > mostNominees) faults.push(whole(lines[mostNominees]?.info.lines ?? 0, `A file has at most ${mostNominees} nominees; this one has ${lines.length}. Take several files.`));
  if (faults.length > 0) return { nominees: [], rows: lines.length, faults };
  const met = new Map<string, number>();
  const nominees: Nominee[] = [];
  for (const { record, info } of lines) {
    const cell = (column: keyof Omit<Nominee, 'line'>) => record[columns.indexOf(column)]?.normalize('NFC') ?? '';
    const nominee: Nominee = { line: info.lines, email: cell('email').toLowerCase(), course: cell('course').toUpperCase(), starts: cell('starts') || null, reason: cell('reason') };
    const message = record.length > columns.length ? `This line has ${record.length} cells, the first line has ${columns.length}. A comma inside a cell takes quotation marks around it.` : faultOf(nominee, record, met);
    if (message) faults.push({ line: nominee.line, email: nominee.email.slice(0, 100), course: nominee.course.slice(0, 40), message });
    else nominees.push(nominee);
  }
  return { nominees, faults, rows: lines.length };
}

function faultOf({ line, email, course, starts, reason }: Nominee, record: readonly string[], met: Map<string, number>): string | null {
  // What stands for octets that were no UTF-8, as where a spreadsheet saved it in an older encoding.
  if (record.some((cell) => cell.includes('\ufffd'))) return 'Some letters of this line cannot be read. Save the table as CSV in UTF-8.';
  if (record.some((cell) => formula.test(cell))) return 'A cell begins as a formula does. Write what it says without that sign.';
  if (!isEmail(email) || email.length > 254) return email ? 'This is no e-mail address.' : 'The e-mail address is missing.';
  if (!course || course.length > 20) return course ? 'A code of a course has at most 20 characters.' : 'The code of the course is missing.';
  if (starts !== null && !(day.test(starts) && isISO8601(starts, { strict: true }))) return 'This is no day. Write it as 2027-03-31.';
  if (reason.length > 2000) return 'A reason has at most 2000 characters.';
  const key = `${email} ${course}`;
  const earlier = met.get(key);
  if (earlier !== undefined) return `The same person and course stand in line ${earlier}.`;
  met.set(key, line);
  return null;
}

interface Line {
  record: string[];
  info: { lines: number };
}

/** A quote that is never closed ends the reading there. */
function linesOf(text: string, faults: NomineeFault[]): Line[] {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const [[delimiter] = [',']] = [';', ',', '\t'].map((sign): [string, number] => [sign, first.split(sign).length]).sort(([, a], [, b]) => b - a);
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, trim: true, info: true }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    faults.push(whole(Number((error as unknown as { lines?: number }).lines ?? 1), 'From this line on the file cannot be read as a table: a quotation mark is not closed, or stands where none belongs.'));
    return [];
  }
}

const whole = (line: number, message: string): NomineeFault => ({ line, email: '', course: '', message });
