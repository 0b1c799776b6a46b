import { arranged, codeFor, draftsOf, moved } from './outline-drafts';

describe('the outline while it is arranged', () => {
  it('gives each lesson a code of its own, out of its title', () => {
    expect(codeFor('On the Zone!', [])).toBe('on-the-zone');
    expect(codeFor('On the zone', ['on-the-zone', 'on-the-zone-2'])).toBe('on-the-zone-3');
    expect(codeFor('منطقة', [])).toBe('lesson');
    expect(codeFor('x'.repeat(80), [])).toMatch(/^[a-z0-9][a-z0-9.-]{0,39}$/);
  });

  it('moves what is moved, and nothing beyond the ends', () => {
    expect([moved(['a', 'b', 'c'], 0, 1), moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).toEqual([['b', 'a', 'c'], ['a', 'c', 'b'], ['a', 'b'], ['a', 'b']]);
  });

  it('sends what the server takes, and nothing else', () => {
    const parts = [{ title: 'One', titles: { ar: ' واحد ', fr: '  ' }, minutes: 5, lessons: [{ id: '1', code: 'a', title: 'A', titles: {}, kind: 'reading' as const, mandatory: true, minutes: 5, texts: [] }] }];
    expect(arranged(draftsOf(parts))).toEqual({ parts: [{ title: 'One', titles: { ar: 'واحد' }, minutes: 5, lessons: [{ code: 'a', title: 'A', titles: {}, kind: 'reading', mandatory: true, minutes: 5 }] }] });
  });
});
