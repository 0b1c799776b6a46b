import type { ToMark } from '../../../api/examinations';
import { asGiven, asSent, lacksComment, pointsIn, sumOf } from './points';

const essay: ToMark = { n: 3, section: 'Report', question: { type: 'essay', stem: 'Report', criteria: [{ id: 'a', text: 'Facts', points: 3 }, { id: 'b', text: 'Deeds', points: 2 }] }, answer: { text: 'At 09:40' }, guidance: [], model: null, marks: null };
const practical: ToMark = { ...essay, n: 4, question: { type: 'practical', stem: 'Examine', criteria: [{ id: 'c', text: 'Tilts it', points: 1 }] } };

describe('marks as they are typed', () => {
  it.each([['2', 2], ['2,5', 2.5], ['2.5', 2.5], ['0', 0], ['3.5', null], ['2.3', null], ['', null], ['two', null], ['-1', null]])('“%s” of three is %s', (text, points) => expect(pointsIn(text, 3)).toBe(points));

  it('begin empty, but for what is ticked, and with what was given before', () => {
    expect(asGiven([essay, practical]).points).toEqual({ '3/a': '', '3/b': '', '4/c': '0' });
    expect(asGiven([{ ...essay, marks: { criteria: [{ id: 'a', points: 1.5 }], comment: 'Who?', by: null, at: '' } }])).toEqual({ points: { '3/a': '1.5', '3/b': '' }, comments: { 3: 'Who?' } });
  });

  it('ask for a word where a point is missing, and travel as numbers', () => {
    const given = { points: { '3/a': '1,5', '3/b': '2' }, comments: { 3: '' } };
    expect(sumOf(essay, given)).toBe(3.5);
    expect(lacksComment(essay, given)).toBe(true);
    expect(lacksComment(essay, { ...given, comments: { 3: 'Say who.' } })).toBe(false);
    expect(lacksComment(essay, { ...given, points: { '3/a': '3', '3/b': '2' } })).toBe(false);
    expect(asSent([essay], { ...given, comments: { 3: ' Say who. ' } })).toEqual({ questions: [{ n: 3, criteria: [{ id: 'a', points: 1.5 }, { id: 'b', points: 2 }], comment: 'Say who.' }] });
  });
});
