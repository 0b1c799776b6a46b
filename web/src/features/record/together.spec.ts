import type { HistoryEntry } from '../../api/model';
import { together } from './together';

const entry = (name: string, id: string): HistoryEntry => ({ at: '2026-11-24T08:00:00Z', actor: { id, name: id, party: 'FRA' }, sentence: name, name, reason: null });

describe('a history', () => {
  it('tells once what one person did many times in a row', () => {
    const entries = [entry('document.edited', 'a'), entry('document.edited', 'a'), entry('document.edited', 'b'), entry('document.edited', 'a')];
    expect(together(entries).map(({ times }) => times)).toEqual([2, 1, 1]);
  });

  it('leaves releases apart, however alike', () => {
    expect(together([entry('document.released', 'a'), entry('document.released', 'a')])).toHaveLength(2);
  });
});
