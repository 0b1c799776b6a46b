import type { TypedMarks } from '../../../api/examinations';
import { DraftKeeper, type Sent } from './mark-draft';

const typed = (points: string): TypedMarks[] => [{ n: 3, criteria: [{ id: 'a', points }] }];
const saved = (number: number): Sent => ({ outcome: 'saved', draft: { number, savedAt: '2026-11-27T09:00:00.000Z', questions: [] } });

describe('marks on their way to the server', () => {
  /** A clock that is moved by hand: what is planned happens, and what follows from it, until nothing is. */
  let deed: (() => void) | null;
  const later = (next: () => void) => {
    deed = next;
    return () => { if (deed === next) deed = null; };
  };
  const planned = async () => {
    while (deed) {
      const next = deed;
      deed = null;
      next();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  beforeEach(() => { deed = null; });

  it('are sent once nothing is typed for a moment, and go on from what was kept', async () => {
    const sent: [string, number][] = [];
    const keeper = new DraftKeeper(null, (marks, after) => { sent.push([marks[0]?.criteria[0]?.points ?? '', after]); return Promise.resolve(saved(after + 1)); }, later);
    expect(keeper.fate).toBe('none');
    keeper.change(typed('1'));
    keeper.change(typed('1,'));
    keeper.change(typed('1,5'));
    expect(keeper.fate).toBe('waiting');
    await planned();
    keeper.change(typed('2'));
    await planned();
    expect(sent).toEqual([['1,5', 0], ['2', 1]]);
    expect(keeper).toMatchObject({ fate: 'saved', after: 2, isWaiting: false, savedAt: '2026-11-27T09:00:00.000Z' });
  });

  it('never two at a time: what is typed meanwhile goes after', async () => {
    const answers: ((sent: Sent) => void)[] = [];
    const keeper = new DraftKeeper(null, () => new Promise((resolve) => { answers.push(resolve); }), later);
    keeper.change(typed('1'));
    await planned();
    keeper.change(typed('2'));
    keeper.flush();
    await planned();
    expect(answers).toHaveLength(1);
    answers[0]?.(saved(1));
    await new Promise((resolve) => setImmediate(resolve));
    await planned();
    expect(answers).toHaveLength(2);
    expect(keeper.fate).toBe('waiting');
  });

  it('are tried again while the line is down, and stop at what was written elsewhere until somebody chooses', async () => {
    const answers: Sent[] = [{ outcome: 'again' }, { outcome: 'again' }, { outcome: 'elsewhere' }];
    const afters: number[] = [];
    const keeper = new DraftKeeper({ number: 4, savedAt: '2026-11-27T08:00:00.000Z' }, (_, after) => { afters.push(after); return Promise.resolve(answers.shift() ?? saved(after + 1)); }, later);
    keeper.change(typed('1'));
    await planned();
    expect(keeper.fate).toBe('elsewhere');
    keeper.change(typed('2'));
    keeper.flush();
    await planned();
    expect(afters).toEqual([4, 4, 4]);
    keeper.overwrite(7);
    await planned();
    expect(afters.at(-1)).toBe(7);
    expect(keeper).toMatchObject({ fate: 'saved', after: 8 });
  });

  it('are sent no more while the marks are given, and again when those were refused', async () => {
    let count = 0;
    const keeper = new DraftKeeper(null, (_, after) => { count++; return Promise.resolve(saved(after + 1)); }, later);
    keeper.change(typed('1'));
    await keeper.stop();
    await planned();
    expect(count).toBe(0);
    keeper.resume();
    await planned();
    expect(count).toBe(1);
  });
});
