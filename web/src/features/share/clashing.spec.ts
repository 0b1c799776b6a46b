import type { DocumentView } from '../../api/model';
import { clashing } from './clashing';

const seen = { title: 'Old', abstract: 'Old', details: { a: 1 } } as unknown as DocumentView;
const newer = (part: object) => ({ ...seen, ...part }) as DocumentView;

describe('two who save the same draft', () => {
  it('do not clash over different parts, or over the same words', () => {
    expect(clashing({ title: 'Mine' }, seen, newer({ abstract: 'Theirs' }))).toEqual([]);
    expect(clashing({ title: 'Same', details: { a: 2 } }, seen, newer({ title: 'Same', details: { a: 2 } }))).toEqual([]);
  });

  it('clash over a part both changed differently', () => expect(clashing({ title: 'Mine', abstract: 'Mine' }, seen, newer({ title: 'Theirs' }))).toEqual(['title']));
});
