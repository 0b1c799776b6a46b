import { checkDigit } from './check-digit.js';
import { readDate, type ZoneDate } from './dates.js';
import { formatOf, layouts, textAt, type CheckName, type FieldName, type Format, type Place } from './formats.js';
import { readName, type Name } from './names.js';

export type Sex = 'M' | 'F' | 'X';

/** What is wrong with a zone, and where. It is a reason to look again, never proof against the person who holds the document. */
export type Fault =
  | { kind: 'check-digit'; check: CheckName; found: string; computed: string | null }
  | { kind: 'date'; field: 'birth' | 'expiry'; found: string }
  | { kind: 'sex' | 'code' | 'state' | 'nationality' | 'number' | 'name'; found: string }
  | { kind: 'characters'; line: number; at: number; found: string };

/** A zone as read. Values are as they stand, without their fillers; nothing is corrected. */
export interface Zone {
  format: Format;
  code: string;
  state: string;
  name: Name & { truncated: boolean };
  /** Long numbers put together again. */
  number: string;
  nationality: string;
  birth: ZoneDate | null;
  sex: Sex | null;
  expiry: ZoneDate | null;
  optional: string;
  optional2: string;
  faults: Fault[];
}

/**
 * Reads a zone of two or three lines.
 * @param on the day it is looked at, for the century of its dates
 * @returns null when the lines are of no format of Doc 9303
 */
export function readZone(lines: readonly string[], on: Date): Zone | null {
  const format = formatOf(lines);
  if (!format) return null;
  const layout = layouts[format];
  const raw = (field: FieldName): string => (layout.fields[field] ? textAt(lines, layout.fields[field]) : '');
  const long = longNumber(format, lines);
  const zone: Zone = {
    format, code: bare(raw('code')), state: bare(raw('state')), name: readName(raw('name')), number: long?.number ?? bare(raw('number')), nationality: bare(raw('nationality')),
    birth: readDate(raw('birth'), 'birth', on), sex: sexOf(raw('sex')), expiry: readDate(raw('expiry'), 'expiry', on),
    optional: long?.rest ?? bare(raw('optional')), optional2: bare(raw('optional2')), faults: [],
  };
  zone.faults = [...strangers(lines), ...wrongChecks(format, lines, long), ...implausible(zone, raw)];
  return zone;
}

interface LongNumber {
  number: string;
  check: string;
  rest: string;
}

/** A number of more than nine characters (TD1, TD2): a filler for its check digit, the rest and the check digit at the head of the optional data. */
export function longNumber(format: Format, lines: readonly string[]): LongNumber | null {
  if (format !== 'TD1' && format !== 'TD2') return null;
  const { fields, checks } = layouts[format];
  const at = (place: Place | undefined) => (place ? textAt(lines, place) : '');
  const [tail = ''] = at(fields.optional).split('<');
  if (at(checks.number?.at) !== '<' || tail.length < 2) return null;
  return { number: at(fields.number) + tail.slice(0, -1), check: tail.slice(-1), rest: bare(at(fields.optional).slice(tail.length + 1)) };
}

/** The check digit a place should hold. An empty optional field may have a filler for it. */
function wrongChecks(format: Format, lines: readonly string[], long: LongNumber | null): Fault[] {
  return Object.entries(layouts[format].checks).flatMap(([name, { at, over }]): Fault[] => {
    const check = name as CheckName;
    const [text, found] = check === 'number' && long ? [long.number, long.check] : [over.map((place) => textAt(lines, place)).join(''), textAt(lines, at)];
    const computed = checkDigit(text);
    if (found === computed || (check === 'optional' && found === '<' && /^<+$/.test(text))) return [];
    return [{ kind: 'check-digit', check, found, computed }];
  });
}

const strangers = (lines: readonly string[]): Fault[] =>
  lines.flatMap((line, index) => [...line].flatMap((found, at): Fault[] => (/[0-9A-Z<]/.test(found) ? [] : [{ kind: 'characters', line: index + 1, at: at + 1, found }])));

const firstLetters: Record<Format, RegExp> = { TD3: /^P/, TD2: /^[ACI](?!V)/, TD1: /^[ACI](?!V)/, 'MRV-A': /^V/, 'MRV-B': /^V/ };

function implausible(zone: Zone, raw: (field: FieldName) => string): Fault[] {
  const faults: Fault[] = [];
  for (const field of ['birth', 'expiry'] as const) if (!zone[field]) faults.push({ kind: 'date', field, found: raw(field) });
  if (!zone.sex) faults.push({ kind: 'sex', found: raw('sex') });
  if (!firstLetters[zone.format].test(raw('code')) || !/^[A-Z][A-Z<]$/.test(raw('code'))) faults.push({ kind: 'code', found: raw('code') });
  for (const field of ['state', 'nationality'] as const) if (!/^[A-Z]{1,3}<*$/.test(raw(field))) faults.push({ kind: field, found: raw(field) });
  if (!/^[0-9A-Z]/.test(raw('number')) || /<[0-9A-Z]/.test(raw('number'))) faults.push({ kind: 'number', found: raw('number') });
  if (!/^[A-Z]+(<[A-Z]+)*(<<[A-Z]+(<[A-Z]+)*)?<*$/.test(raw('name'))) faults.push({ kind: 'name', found: raw('name') });
  return faults;
}

const bare = (text: string) => text.replace(/<+$/, '');
const sexOf = (text: string): Sex | null => ({ M: 'M', F: 'F', '<': 'X' } as const)[text as 'M'] ?? null;
