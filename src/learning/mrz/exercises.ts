import { checkDigit, valueOf } from './check-digit.js';
import { writeDate, type ZoneDate } from './dates.js';
import { Draw } from './draw.js';
import { layouts, textAt, type FieldName, type Format, type Place } from './formats.js';
import { writeZone, type DataPage } from './write-zone.js';

/** What is practised: compute a check digit, split a zone into fields, find what was altered, write the zone of a data page, tell what cannot be. */
export const exerciseKinds = ['check-digit', 'split', 'altered', 'write', 'plausible'] as const;
export type ExerciseKind = (typeof exerciseKinds)[number];

/** A data page as it is printed for people: the visual inspection zone. Dates as '04 JUN 1991'. */
export interface Printed {
  surname: string;
  givenNames: string;
  number: string;
  nationality: string;
  birth: string;
  sex: string;
  expiry: string;
}

/** What the trainee sees; the key is apart, and never leaves the server while it counts. */
export type Shown =
  | { kind: 'check-digit'; field: string }
  | { kind: 'split'; format: Format; lines: string[]; fields: FieldName[] }
  | { kind: 'altered'; format: Format; lines: string[]; printed: Printed; choices: string[] }
  | { kind: 'write'; format: Format; code: string; state: string; printed: Printed }
  | { kind: 'plausible'; format: Format; lines: string[]; on: string; choices: string[] };

/** The answer wanted: values by the names of what is asked. `caught`: whether a check digit gives the alteration away. */
export interface Key {
  values: Record<string, string>;
  caught?: boolean;
}

export interface Exercise {
  shown: Shown;
  key: Key;
}

const surnames = ['TANAKA', 'OKORO', 'SILVA', 'VAN DER BERG', 'ERIKSSON', 'HADDAD', 'NGUYEN', 'PEREIRA', 'KOWALSKI', 'RAHMAN', 'SANTOS', 'LAURENT'] as const;
const givenNames = ['MIRA JUN', 'DAVID T', 'ANA MARIA', 'LARS', 'ANNA', 'OMAR', 'LINH', 'JOSE', 'EWA', 'FARID', 'LUCIA', 'PAUL'] as const;
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const nothingWrong = 'none';

/**
 * An exercise of a kind. All people and documents are of the fictional State UTO.
 * @param seed what it is drawn from; the same seed gives the same exercise
 */
export function newExercise(kind: ExerciseKind, seed: string, on: Date): Exercise {
  return makers[kind](new Draw(`${kind}:${seed}`), on);
}

/** How many of the values asked for were given, exactly. Spaces and small letters are forgiven. */
export function scoreExercise({ values }: Key, given: Readonly<Record<string, string>>): { score: number; max: number } {
  const plain = (text: string) => text.toUpperCase().replaceAll(/\s+/g, '');
  const asked = Object.entries(values);
  return { score: asked.filter(([name, value]) => plain(given[name] ?? '') === plain(value)).length, max: asked.length };
}

const makers: Record<ExerciseKind, (draw: Draw, on: Date) => Exercise> = {
  'check-digit': (draw, on) => {
    const page = pageOf(draw, on, 'TD3');
    const field = draw.one([page.number.padEnd(9, '<'), writeDate(page.birth), writeDate(page.expiry), page.optional?.padEnd(14, '<') ?? '']);
    return { shown: { kind: 'check-digit', field }, key: { values: { digit: checkDigit(field) ?? '' } } };
  },

  split: (draw, on) => {
    const format = draw.one<Format>(['TD1', 'TD2', 'TD3']);
    const lines = writeZone(pageOf(draw, on, format));
    const fields = draw.shuffled<FieldName>(['state', 'number', 'nationality', 'birth', 'sex', 'expiry', 'name']).slice(0, 5);
    const values = Object.fromEntries(fields.map((field) => [field, fieldOf(format, lines, field)]));
    return { shown: { kind: 'split', format, lines, fields }, key: { values } };
  },

  altered: (draw, on) => {
    const format = draw.one<Format>(['TD1', 'TD2', 'TD3']);
    const page = pageOf(draw, on, format);
    const field = draw.one<FieldName>(['number', 'birth', 'expiry', 'name']);
    const { lines, caught } = alter(draw, format, writeZone(page), field);
    return { shown: { kind: 'altered', format, lines, printed: printedOf(page), choices: ['number', 'birth', 'expiry', 'name', 'sex', 'nationality'] }, key: { values: { field }, caught } };
  },

  write: (draw, on) => {
    const format = draw.one<Format>(['TD1', 'TD2', 'TD3']);
    const page = pageOf(draw, on, format);
    const lines = writeZone({ ...page, optional: '' });
    return { shown: { kind: 'write', format, code: page.code, state: page.state, printed: printedOf(page) }, key: { values: Object.fromEntries(lines.map((line, index) => [`line${index + 1}`, line])) } };
  },

  plausible: (draw, on) => {
    const format = draw.one<Format>(['TD1', 'TD2', 'TD3']);
    const wrong = draw.one(['birth', 'expiry', 'sex', 'code', 'name', nothingWrong]);
    const lines = distort(draw, format, pageOf(draw, on, format), wrong);
    return { shown: { kind: 'plausible', format, lines, on: on.toISOString().slice(0, 10), choices: ['birth', 'expiry', 'sex', 'code', 'name', nothingWrong] }, key: { values: { field: wrong } } };
  },
};

function pageOf(draw: Draw, on: Date, format: Format): DataPage {
  const year = on.getUTCFullYear();
  const date = (from: number, to: number): ZoneDate => ({ year: draw.from(from, to), month: draw.from(1, 12), day: draw.from(1, 28) });
  return {
    format, code: format === 'TD3' ? 'P' : 'I', state: 'UTO', nationality: 'UTO', name: { primary: draw.one(surnames), secondary: draw.one(givenNames) },
    number: `${draw.one([...'CKLPRX'])}${String(draw.below(100_000_000)).padStart(8, '0')}`, birth: date(year - 70, year - 18), sex: draw.one(['M', 'F', 'X']), expiry: date(year + 1, year + 9),
    optional: format === 'TD3' ? `Z${draw.from(100_000, 999_999)}` : '',
  };
}

function printedOf({ name, number, nationality, birth, sex, expiry }: DataPage): Printed {
  const said = ({ year, month, day }: ZoneDate) => `${String(day).padStart(2, '0')} ${months[(month ?? 1) - 1]} ${year}`;
  return { surname: name.primary, givenNames: name.secondary, number, nationality, birth: said(birth), sex, expiry: said(expiry) };
}

function placeOf(format: Format, field: FieldName): Place {
  const place = layouts[format].fields[field];
  if (!place) throw new RangeError(`${format} has no ${field}`);
  return place;
}

const fieldOf = (format: Format, lines: readonly string[], field: FieldName) => textAt(lines, placeOf(format, field)).replace(/<+$/, '') || '<';

function replaced(lines: readonly string[], { line, from, to }: Place, text: string): string[] {
  return lines.map((one, index) => (index === line - 1 ? one.slice(0, from - 1) + text + one.slice(to) : one));
}

/**
 * The zone with one field other than on the data page: an error its check digit shows, or one no check digit can, which only comparing shows:
 * two characters that count alike, neighbours that differ by five, or any letter of the name.
 */
function alter(draw: Draw, format: Format, lines: string[], field: FieldName): { lines: string[]; caught: boolean } {
  const place = placeOf(format, field);
  const text = textAt(lines, place);
  if (field === 'name') {
    const letters = [...text].flatMap((character, at) => (character === '<' ? [] : [at]));
    const at = draw.one(letters);
    return { lines: replaced(lines, place, exchanged(text, at, draw.one([...'AEIOUNMRL'].filter((letter) => letter !== text[at])))), caught: false };
  }
  const silent = draw.one([true, false]) ? unseen(text) : [];
  if (silent.length > 0) return { lines: replaced(lines, place, draw.one(silent)), caught: false };
  const at = draw.one([...text].flatMap((character, index) => (/\d/.test(character) ? [index] : [])));
  const digit = String((Number(text[at]) + draw.from(1, 9)) % 10);
  return { lines: replaced(lines, place, exchanged(text, at, digit)), caught: true };
}

const exchanged = (text: string, at: number, character: string) => text.slice(0, at) + character + text.slice(at + 1);

/** Every change of a field that keeps its check digit and its look: swaps of neighbours that differ by five, and digits of a number read as the letter that counts alike. */
function unseen(text: string): string[] {
  const swaps = [...text].flatMap((character, at) => {
    const next = text[at + 1] ?? '<';
    return /\d/.test(character) && /\d/.test(next) && Math.abs(Number(character) - Number(next)) === 5 ? [text.slice(0, at) + next + character + text.slice(at + 2)] : [];
  });
  const isNumber = /^[A-Z]/.test(text);
  const letters = isNumber ? [...text].flatMap((character, at) => (/\d/.test(character) ? [...'KLMNOPQRSTUVWXYZ'].filter((letter) => valueOf(letter) % 10 === Number(character)).map((letter) => exchanged(text, at, letter)) : [])) : [];
  return [...swaps, ...letters].filter((changed) => changed !== text && checkDigit(changed) === checkDigit(text));
}

/** A zone whose digits all agree and which still cannot be. */
function distort(draw: Draw, format: Format, page: DataPage, wrong: string): string[] {
  switch (wrong) {
    case 'birth': return writeZone({ ...page, birth: draw.one([{ ...page.birth, month: 13 }, { ...page.birth, day: 32 }, { ...page.birth, month: 2, day: 30 }]) });
    case 'expiry': return writeZone({ ...page, expiry: draw.one([{ ...page.expiry, month: 0 }, { ...page.expiry, month: 4, day: 31 }, { ...page.expiry, day: 0 }]) });
    case 'sex': return replaced(writeZone(page), placeOf(format, 'sex'), draw.one([...'XNW0']));
    case 'code': return replaced(writeZone(page), { ...placeOf(format, 'code'), to: 1 }, draw.one([...'KDZ1']));
    case 'name': {
      const lines = writeZone(page);
      const place = placeOf(format, 'name');
      return replaced(lines, place, exchanged(textAt(lines, place), draw.below(3), draw.one([...'015'])));
    }
    default: return writeZone(page);
  }
}
