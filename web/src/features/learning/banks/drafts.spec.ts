import { type Draft, draftOf, nextCode, writtenOf } from './drafts';

describe('a question while it is written', () => {
  const draft: Draft = { code: ' m1-001 ', type: 'numeric', tags: 'M1, exam  exam', stem: 'How many?', value: '85,6', tolerance: '', unit: '' };

  it('is sent as the server takes it: numbers as numbers, what is empty left out', () => {
    expect(writtenOf(draft)).toEqual({ code: 'M1-001', type: 'numeric', tags: ['m1', 'exam'], stem: 'How many?', value: 85.6 });
    expect(writtenOf({ ...draft, value: 'six' })).toMatchObject({ value: 'six' });
    expect(writtenOf({ ...draft, options: [{ text: 'a', right: false, because: '' }] }).options).toEqual([{ text: 'a' }]);
  });

  it('comes back as it was', () => expect(writtenOf(draftOf(writtenOf(draft)))).toEqual(writtenOf(draft)));
  it('reads tags with whatever stands between them', () => expect(writtenOf({ ...draft, tags: ' zone;exam\nm3 ' }).tags).toEqual(['zone', 'exam', 'm3']));
  it('proposes the code after the last one', () => {
    expect(nextCode([])).toBe('Q-001');
    expect(nextCode(['M3-001', 'M3-016'])).toBe('M3-017');
    expect(nextCode(['M3-017', 'M3-016'])).toBe('M3-018');
  });
});
