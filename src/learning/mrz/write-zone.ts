import { checkDigit } from './check-digit.js';
import { writeDate, type ZoneDate } from './dates.js';
import { layouts, textAt, type CheckName, type FieldName, type Format, type Place } from './formats.js';
import { writeName, type Name } from './names.js';
import type { Sex } from './zone.js';

/** What the data page of a document says. */
export interface DataPage {
  format: Format;
  code: string;
  state: string;
  name: Name;
  /** Up to nine characters; more of them in TD1 and TD2 alone. */
  number: string;
  nationality: string;
  birth: ZoneDate;
  sex: Sex;
  expiry: ZoneDate;
  optional?: string;
  optional2?: string;
}

/**
 * The zone of a data page, with every check digit.
 * @throws RangeError for what no zone can say: a name without a spelling, a field that is too long
 */
export function writeZone(page: DataPage): string[] {
  const layout = layouts[page.format];
  const lines = Array.from({ length: layout.lines }, () => '<'.repeat(layout.length));
  const name = writeName(page.name, lengthOf(layout.fields.name));
  if (name === null) throw new RangeError('the name has a character without a spelling');
  const { number, optional, check } = numbered(page);
  const values: Record<FieldName, string> = {
    code: page.code, state: page.state, name, number, nationality: page.nationality, birth: writeDate(page.birth), sex: page.sex === 'X' ? '<' : page.sex,
    expiry: writeDate(page.expiry), optional, optional2: page.optional2 ?? '',
  };
  for (const [field, place] of Object.entries(layout.fields)) put(lines, place, values[field as FieldName]);
  for (const [name, { at, over }] of Object.entries(layout.checks)) {
    const text = over.map((place) => textAt(lines, place)).join('');
    const unused = (name as CheckName) === 'optional' && /^<+$/.test(text);
    put(lines, at, (name as CheckName) === 'number' && check ? check : unused ? '<' : checkDigit(text) ?? '<');
  }
  return lines;
}

const lengthOf = (place: Place | undefined) => (place ? place.to - place.from + 1 : 0);

/** A long number goes on in the optional data; a filler stands for its check digit. */
function numbered({ format, number, optional = '' }: DataPage): { number: string; optional: string; check?: string } {
  if (number.length <= 9) return { number, optional };
  if (format !== 'TD1' && format !== 'TD2') throw new RangeError('the number is too long');
  return { number: number.slice(0, 9), optional: `${number.slice(9)}${checkDigit(number) ?? '<'}${optional && `<${optional}`}`, check: '<' };
}

function put(lines: string[], { line, from, to }: Place, value: string): void {
  const length = to - from + 1;
  if (value.length > length || !/^[0-9A-Z<]*$/.test(value)) throw new RangeError(`'${value}' does not fit its field`);
  const old = lines[line - 1] ?? '';
  lines[line - 1] = old.slice(0, from - 1) + value.padEnd(length, '<') + old.slice(to);
}
