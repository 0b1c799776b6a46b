import type { ToMark } from '../../../api/examinations';
import { asGiven, asSent, asTyped, givenAt, lacksComment, pointsIn, sumOf, typedIn } from './points';

const essay: ToMark = { n: 3, section: 'Report', question: { type: 'essay', stem: 'Report', criteria: [{ id: 'a', text: 'Facts', points: 3 }, { id: 'b', text: 'Deeds', points: 2 }] }, answer: { text: 'At 09:40' }, guidance: [], model: null, marks: null };
const practical: ToMark = { ...essay, n: 4, question: { type: 'practical', stem: 'Examine', criteria: [{ id: 'c', text: 'Tilts it', points: 1 }] } };

describe('marks as they are typed', () => {
  it.each([['2', 2], ['2,5', 2.5], ['2.5', 2.5], ['0', 0], ['3.5', null], ['2.3', null], ['', null], ['two', null], ['-1', null]])('“%s” of three is %s', (text, points) => expect(pointsIn(text, 3)).toBe(points));

  it('begin empty, but for what is ticked, and with what was given before', () => {
    expect(asGiven([essay, practical]).points).toEqual({ '3/a': '', '3/b': '', '4/c': '0' });
    expect(asGiven([{ ...essay, marks: { criteria: [{ id: 'a', points: 1.5 }], comment: 'Who?', by: null, at: '' } }])).toEqual({ points: { '3/a': '1.5', '3/b': '' }, comments: { 3: 'Who?' } });
  });

  it('are kept as they were typed, half a number too, and come back into the fields that are there', () => {
    const given = { points: { '3/a': '1,', '3/b': '', '4/c': '1' }, comments: { 3: 'Say who.', 4: '' } };
    const typed = asTyped([essay, practical], given);
    expect(typed).toEqual([{ n: 3, criteria: [{ id: 'a', points: '1,' }, { id: 'b', points: '' }], comment: 'Say who.' }, { n: 4, criteria: [{ id: 'c', points: '1' }] }]);
    expect(typedIn([essay, practical], typed)).toEqual(given);
    expect(typedIn([essay], [{ n: 9, criteria: [{ id: 'z', points: '5' }] }]).points).toEqual({ '3/a': '', '3/b': '' });
  });

  it('know when others were given before them', () => {
    const at = (when: string) => ({ ...essay, marks: { criteria: [], comment: null, by: null, at: when } });
    expect(givenAt([essay])).toBeNull();
    expect(givenAt([at('2026-11-27T08:00:00.000Z'), essay, at('2026-11-27T09:00:00.000Z')])).toBe('2026-11-27T09:00:00.000Z');
  });

  it('ask for a word where a point is missing, and travel as numbers', () => {
    const given = { points: { '3/a': '1,5', '3/b': '2' }, comments: { 3: '' } };
    expect(sumOf(essay, given)).toBe(3.5);
    expect(lacksComment(essay, given)).toBe(true);
    expect(lacksComment(essay, { ...given, comments: { 3: 'Say who.' } })).toBe(false);
    expect(lacksComment(essay, { ...given, points: { '3/a': '3', '3/b': '2' } })).toBe(false);
    expect(asSent([essay], { ...given, comments: { 3: ' Say who. ' } })).toEqual({ seen: null, questions: [{ n: 3, criteria: [{ id: 'a', points: 1.5 }, { id: 'b', points: 2 }], comment: 'Say who.' }] });
  });
});
