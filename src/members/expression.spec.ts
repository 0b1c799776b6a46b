import fc from 'fast-check';
import { namesIn, parseExpression, printExpression, type Expression } from './expression.js';

const expression = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'depth' },
    fc.constantFrom('AUS', 'IDN', 'X').map((party) => ({ party })),
    fc.constantFrom('AHG', 'FORUM', 'STEERING_GROUP').map((circle) => ({ circle })),
    ...(['union', 'intersection', 'minus'] as const).map((sign) => fc.tuple(tie('any'), tie('any')).map((parts) => ({ [sign]: parts }) as unknown as Expression)),
  ),
})).any;

describe('an audience\'s expression', () => {
  it('is read as it is printed, whatever it is', () => {
    fc.assert(fc.property(expression, (tree) => {
      const printed = printExpression(tree);
      fc.pre(printed.length <= 500);
      const read = parseExpression(printed);
      if ('faults' in read) throw new Error(`${printed}: ${read.faults[0]?.message}`);
      expect(printExpression(read.expression)).toBe(printed);
      expect(namesIn(read.expression)).toEqual(namesIn(tree));
    }));
  });

  it.each([
    ['AHG ∪ {CAN} − {NZL}', 'AHG ∪ {CAN} − {NZL}'], ['AHG+CAN-NZL', 'AHG ∪ {CAN} − {NZL}'], ['AHG & (FORUM - {X})', 'AHG ∩ (FORUM − {X})'], ['{A,B}', '{A} ∪ {B}'], ['AHG ∪ FORUM ∩ {X}', 'AHG ∪ FORUM ∩ {X}'],
  ])('%s means %s', (text, printed) => {
    const read = parseExpression(text);
    expect('expression' in read && printExpression(read.expression)).toBe(printed);
  });

  it('is read again even where many circles meet', () => {
    const text = Array.from({ length: 20 }, () => 'AHG').join(' ∩ ');
    const read = parseExpression(text);
    expect('expression' in read && printExpression(read.expression)).toBe(text);
  });

  it('stays the same set however it is written', () => {
    const world: Record<string, string[]> = { AUS: ['AUS'], IDN: ['IDN'], X: ['X'], AHG: ['AUS', 'IDN'], FORUM: ['AUS', 'IDN', 'X', 'NZL'], STEERING_GROUP: ['NZL'] };
    const members = (tree: Expression): string[] => {
      if ('party' in tree) return world[tree.party] ?? [];
      if ('circle' in tree) return world[tree.circle] ?? [];
      const [first = [], ...rest] = (Object.values(tree)[0] as Expression[]).map(members);
      return rest.reduce((left, right) => {
        if ('union' in tree) return [...left, ...right.filter((one) => !left.includes(one))];
        return left.filter((one) => right.includes(one) === 'intersection' in tree);
      }, first).sort();
    };
    fc.assert(fc.property(expression, (tree) => {
      const read = parseExpression(printExpression(tree));
      if ('expression' in read) expect(members(read.expression)).toEqual(members(tree));
    }));
  });

  it.each([['', 1], ['AHG ∪', 6], ['{CAN', 5], ['AHG {CAN}', 5], ['ahg', 1], ['(AHG', 5], ['AHG ∪ *', 7]])('%j is misread at character %i', (text, at) => {
    const read = parseExpression(text);
    expect(read).toEqual({ faults: [{ path: 'expression', message: expect.stringContaining(`(at character ${at})`) }] });
  });

  it('has a length and a depth', () => {
    expect(parseExpression('A+'.repeat(300))).toHaveProperty('faults');
    expect(parseExpression(`${'('.repeat(12)}AHG${')'.repeat(12)}`)).toHaveProperty('faults');
  });
});
