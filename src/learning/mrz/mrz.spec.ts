import fc from 'fast-check';
import { checkDigit, valueOf } from './check-digit.js';
import { layouts, textAt, type Format } from './formats.js';
import { readName, spell, writeName } from './names.js';
import { readDate, writeDate } from './dates.js';
import { writeZone, type DataPage } from './write-zone.js';
import { readZone } from './zone.js';

const on = new Date('2026-11-26');
const filled = (length: number, ...lines: string[]) => lines.map((line) => line.padEnd(length, '<'));
const characters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'];

describe('check digits (Doc 9303-3, 4.9)', () => {
  it.each([
    ['AB2134<<<', '5'], ['L898902C3', '6'], ['740812', '2'], ['120415', '9'], ['ZE184226B<<<<<', '1'], ['520727', '3'], ['D23145890', '7'], ['D23145890734', '9'], ['<<<<<<<<<', '0'],
  ])('%s has %s', (field, digit) => expect(checkDigit(field)).toBe(digit));

  it('are none where a character has no place in a zone', () => {
    for (const text of ['ab', 'Ä', '12 34', '12.3']) expect(checkDigit(text)).toBeNull();
  });

  it('catch every single wrong digit of a date', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{6}$/), fc.nat(5), fc.integer({ min: 1, max: 9 }), (date, at, by) => {
      const wrong = date.slice(0, at) + String((Number(date[at]) + by) % 10) + date.slice(at + 1);
      expect(checkDigit(wrong)).not.toBe(checkDigit(date));
    }));
  });

  it('miss 50 of 450 swaps of neighbouring digits, those that differ by five', () => {
    const missed: string[] = [];
    for (let at = 0; at < 5; at++) {
      for (let a = 0; a < 10; a++) {
        for (let b = 0; b < 10; b++) {
          const text = (x: number, y: number) => '0'.repeat(at) + String(x) + String(y) + '0'.repeat(4 - at);
          if (a !== b && checkDigit(text(a, b)) === checkDigit(text(b, a))) missed.push(`${a}${b}`);
        }
      }
    }
    expect(missed).toHaveLength(50);
    expect(missed.every(([a, b]) => Math.abs(Number(a) - Number(b)) === 5)).toBe(true);
  });

  it('miss 104 of 1332 substitutions, those of characters that count alike modulo ten', () => {
    const missed = characters.flatMap((a) => characters.filter((b) => a !== b && checkDigit(a) === checkDigit(b)).map((b) => [a, b]));
    expect(missed).toHaveLength(104);
    expect(missed.every(([a = '', b = '']) => valueOf(a) % 10 === valueOf(b) % 10)).toBe(true);
  });
});

describe('zones (Doc 9303, Parts 4 to 7)', () => {
  const vectors: [Format, string[], object][] = [
    ['TD3', filled(44, 'P<UTOERIKSSON<<ANNA<MARIA', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'), { number: 'L898902C3', optional: 'ZE184226B', nationality: 'UTO', sex: 'F' }],
    ['TD2', filled(36, 'I<UTOERIKSSON<<ANNA<MARIA', 'D231458907UTO7408122F1204159<<<<<<<6'), { number: 'D23145890', optional: '', birth: { year: 1974, month: 8, day: 12 } }],
    ['TD1', filled(30, 'I<UTOD231458907', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA'), { number: 'D23145890', expiry: { year: 2012, month: 4, day: 15 } }],
    ['TD1', filled(30, 'I<UTOD23145890<7349', '3407127M9507122UTO<<<<<<<<<<<2', 'STEVENSON<<PETER<JOHN'), { number: 'D23145890734', sex: 'M', optional: '' }],
    ['MRV-A', filled(44, 'V<UTOERIKSSON<<ANNA<MARIA', 'L8988901C4XXX4009078F96121096ZE184226B'), { number: 'L8988901C', nationality: 'XXX', optional: '6ZE184226B' }],
    ['MRV-B', filled(36, 'V<UTOERIKSSON<<ANNA<MARIA', 'L8988901C4XXX4009078F9612109'), { number: 'L8988901C', optional: '' }],
    ['TD3', filled(44, 'P<UTOTANAKA<<MIRA<JUN', 'P4T7702192UTO9106042F3106039<<<<<<<<<<<<<<<0'), { number: 'P4T770219', name: { primary: 'TANAKA', secondary: 'MIRA JUN', truncated: false } }],
    ['TD3', filled(44, 'P<UTOVAN<DER<BERG<<LARS', 'K009512841UTO8802299M290814488451207<<<<<<54'), { optional: '88451207', birth: { year: 1988, month: 2, day: 29 } }],
    ['TD1', filled(30, 'I<UTOC7RX004827', '7509306M2801016UTO<<<<<<<<<<<8', 'OKORO<<DAVID<T'), { number: 'C7RX00482' }],
    ['TD2', filled(36, 'I<UTOSILVA<<ANA<MARIA', 'RT00981237UTO0001018F3309092<<<<<<<2'), { number: 'RT0098123', birth: { year: 2000, month: 1, day: 1 } }],
  ];

  it.each(vectors)('%s is read as it stands: %j', (format, lines, expected) => {
    const zone = readZone(lines, on);
    expect(zone).toMatchObject({ format, state: 'UTO', faults: [], ...expected });
  });

  it.each(vectors)('%s is written again from what was read', (format, lines) => {
    const zone = readZone(lines, on);
    if (!zone?.birth || !zone.expiry || !zone.sex) throw new Error('not read');
    const { code, state, name, number, nationality, birth, sex, expiry, optional, optional2 } = zone;
    expect(writeZone({ format, code, state, name, number, nationality, birth, sex, expiry, optional, optional2 })).toEqual(lines);
  });

  it('show one wrong digit in each field that has a check, and in none that has not', () => {
    for (const [format, lines] of vectors) {
      for (const { at, over } of Object.values(layouts[format].checks)) {
        for (const spot of [at, ...over]) {
          const { line, from } = spot;
          const text = lines[line - 1] ?? '';
          const other = String((valueOf(text[from - 1] ?? '<') + 1) % 10);
          const changed = lines.map((one, index) => (index === line - 1 ? text.slice(0, from - 1) + other + text.slice(from) : one));
          expect(readZone(changed, on)?.faults.some(({ kind }) => kind === 'check-digit')).toBe(true);
        }
      }
      const renamed = lines.map((line) => line.replace('ERIKSSON', 'ERICSSON').replace('TANAKA', 'TAMAKA'));
      expect(readZone(renamed, on)?.faults).toEqual([]);
    }
  });

  it('take zero or a filler as the check digit of an empty optional field', () => {
    const zero = filled(44, 'P<UTOTANAKA<<MIRA<JUN', 'P4T7702192UTO9106042F3106039<<<<<<<<<<<<<<00');
    expect(readZone(zero, on)?.faults).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['a line too short', ['P<UTOTANAKA<<MIRA', 'P4T7702192UTO9106042F3106039<<<<<<<<<<<<<<<0']], ['one line', ['I<UTO'.padEnd(30, '<')]], ['nothing', []],
  ])('are none with %s', (_case, lines) => expect(readZone(lines, on)).toBeNull());

  it.each<[string, string[], object]>([
    ['a month there is none of', ['P<UTOTANAKA<<MIRA<JUN', 'P4T7702192UTO9113048F3106039<<<<<<<<<<<<<<<6'], { kind: 'date', field: 'birth' }],
    ['the thirtieth of February', ['P<UTOTANAKA<<MIRA<JUN', 'P4T7702192UTO9106042F3102302<<<<<<<<<<<<<<<0'], { kind: 'date', field: 'expiry' }],
    ['another sex', ['P<UTOTANAKA<<MIRA<JUN', 'P4T7702192UTO9106042K3106039<<<<<<<<<<<<<<<0'], { kind: 'sex' }],
    ['another document code', ['K<UTOTANAKA<<MIRA<JUN', 'P4T7702192UTO9106042F3106039<<<<<<<<<<<<<<<0'], { kind: 'code' }],
    ['a figure in the name', ['P<UTOTANAKA<<MIRA<JUN4', 'P4T7702192UTO9106042F3106039<<<<<<<<<<<<<<<0'], { kind: 'name' }],
    ['small letters', ['P<UTOTANAKA<<MIRA<jUN', 'P4T7702192UTO9106042F3106039<<<<<<<<<<<<<<<0'], { kind: 'characters', line: 1, at: 19 }],
    ['a filler within the number', ['P<UTOTANAKA<<MIRA<JUN', 'P4<7702192UTO9106042F3106039<<<<<<<<<<<<<<<0'], { kind: 'number' }],
  ])('say where there is %s', (_case, lines, fault) => {
    expect(readZone(filled(44, ...lines), on)?.faults).toContainEqual(expect.objectContaining(fault));
  });

  const page = fc.record({
    format: fc.constantFrom<Format>('TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'), number: fc.stringMatching(/^[0-9A-Z]{5,9}$/), sex: fc.constantFrom('M', 'F', 'X'),
    birth: fc.record({ year: fc.integer({ min: 1930, max: 2025 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }),
    expiry: fc.record({ year: fc.integer({ min: 2010, max: 2040 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }),
    name: fc.record({ primary: fc.stringMatching(/^[A-Z]{2,12}( [A-Z]{1,8})?$/), secondary: fc.stringMatching(/^[A-Z]{1,9}$/) }),
  }).map((one): DataPage => ({ ...one, sex: one.sex as 'M', code: one.format.startsWith('MRV') ? 'V' : one.format === 'TD3' ? 'P' : 'I', state: 'UTO', nationality: 'UTO' }));

  it('come back as they were written, whatever the data page says', () => {
    fc.assert(fc.property(page, (written) => {
      const lines = writeZone(written);
      const zone = readZone(lines, on);
      expect(zone?.faults).toEqual([]);
      expect(zone).toMatchObject({ format: written.format, number: written.number, sex: written.sex, birth: written.birth, expiry: written.expiry });
      expect(zone?.name.truncated).toBe(!textAt(lines, layouts[written.format].fields.name ?? { line: 1, from: 1, to: 1 }).endsWith('<'));
    }));
  });

  it('carry long numbers in TD1 and TD2 alone', () => {
    const long: DataPage = { format: 'TD1', code: 'I', state: 'UTO', nationality: 'UTO', name: { primary: 'STEVENSON', secondary: 'PETER JOHN' }, number: 'D23145890734', birth: { year: 1934, month: 7, day: 12 }, sex: 'M', expiry: { year: 1995, month: 7, day: 12 }, optional: 'X1' };
    expect(readZone(writeZone(long), on)).toMatchObject({ number: 'D23145890734', optional: 'X1', faults: [] });
    expect(readZone(writeZone({ ...long, format: 'TD2', optional: '' }), on)).toMatchObject({ number: 'D23145890734', faults: [] });
    expect(() => writeZone({ ...long, format: 'TD3', code: 'P' })).toThrow(RangeError);
  });
});

describe('names (Doc 9303-3, 4.6 and 6)', () => {
  it.each([
    ['O\'Connor', 'OCONNOR'], ['Müller-Lüdenscheidt', 'MUELLER<LUEDENSCHEIDT'], ['Strauß', 'STRAUSS'], ['Þórsdóttir', 'THORSDOTTIR'], ['Ærø', 'AEROE'], ['Nguyễn', 'NGUYEN'],
    ['D’Artagnan  de la Tour', 'DARTAGNAN<DE<LA<TOUR'], ['Łukasz', 'LUKASZ'], ['Ñandú', 'NANDU'], ['St. Clair', 'ST<CLAIR'],
  ])('%s is spelt %s', (name, spelt) => expect(spell(name)).toBe(spelt));

  it('of another script have no spelling here', () => {
    for (const name of ['Иванов', '王', 'محمد']) expect(spell(name)).toBeNull();
    expect(writeName({ primary: 'Иванов', secondary: 'A' }, 39)).toBeNull();
  });

  it('that are too long end in a letter and keep something of both identifiers', () => {
    const word = fc.stringMatching(/^[A-Z]{1,20}$/);
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.array(word, { minLength: 1, maxLength: 5 }), fc.constantFrom(30, 31, 39), (first, second, length) => {
      const field = writeName({ primary: first.join(' '), secondary: second.join(' ') }, length) ?? '';
      expect(field).toHaveLength(length);
      const whole = `${first.join('<')}<<${second.join('<')}`;
      if (whole.length > length) expect(field).toMatch(/^[A-Z].*<<[A-Z](.*[A-Z])?$/);
      else expect(field.replace(/<+$/, '')).toBe(whole);
      const { primary, secondary } = readName(field);
      expect(primary[0]).toBe(first[0]?.[0]);
      expect(secondary[0]).toBe(second[0]?.[0]);
    }));
    const given = 'AAA BBBBBB CCCCCCCCCC DDDDD E';
    expect(writeName({ primary: 'A', secondary: given }, 31)).toBe('A<<AAA<BBBBBB<CCCCCCCCCC<DDDD<E');
    expect(writeName({ primary: given, secondary: '' }, 28)).toBe('AAA<BBBBBB<CCCCCCCCCC<DDDD<E');
    expect(writeName({ primary: 'A', secondary: 'B '.repeat(20) }, 31)).toBe('A<<B<B<B<B<B<B<B<B<B<B<B<B<B<BB');
    expect(writeName({ primary: 'BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL', secondary: 'DINGO POTOROO' }, 39)).toMatch(/^BENNELONG<WOOLOOMOOLOO<WARRANDYTE<.*<<D/);
  });
});

describe('dates (Doc 9303-3, 4.8)', () => {
  it('have the century of what they are of', () => {
    expect(readDate('261126', 'birth', on)).toEqual({ year: 2026, month: 11, day: 26 });
    expect(readDate('270101', 'birth', on)?.year).toBe(1927);
    expect(readDate('350101', 'expiry', on)?.year).toBe(2035);
    expect(readDate('950101', 'expiry', on)?.year).toBe(1995);
  });

  it('of birth may be known in part, of expiry may not', () => {
    expect(readDate('7408<<', 'birth', on)).toEqual({ year: 1974, month: 8, day: null });
    expect(readDate('74<<<<', 'birth', on)).toEqual({ year: 1974, month: null, day: null });
    expect(readDate('2808<<', 'expiry', on)).toBeNull();
    for (const wrong of ['741301', '740832', '740231', '7A0812', '', '740812 ']) expect(readDate(wrong, 'birth', on)).toBeNull();
    expect(writeDate({ year: 1974, month: null, day: null })).toBe('74<<<<');
  });
});
