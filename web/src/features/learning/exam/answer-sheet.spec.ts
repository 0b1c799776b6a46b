import type { Answer } from '../../../api/examinations';
import { AnswerSheet, type Send, type Sent } from './answer-sheet';

const question = { n: 1, section: '', question: { type: 'numeric' as const, stem: '' }, answer: null, seq: 4 };
type Call = { n: number; seq: number; answer: Answer | null };

function sheet(...outcomes: Sent[]): { sheet: AnswerSheet; calls: Call[]; closed: () => number } {
  const calls: Call[] = [];
  let closed = 0;
  const send: Send = (n, seq, answer) => {
    calls.push({ n, seq, answer });
    return Promise.resolve(outcomes.shift() ?? { outcome: 'saved' });
  };
  return { sheet: new AnswerSheet([question, { ...question, n: 2, seq: 0 }], send, () => closed++), calls, closed: () => closed };
}

describe('the sheet of answers', () => {
  it('sends each change with the next number, and says when it is kept', async () => {
    const { sheet: one, calls } = sheet();
    one.change(1, { value: 5 });
    expect([one.answer(1), one.waiting]).toEqual([{ value: 5 }, 1]);
    expect(await one.settled(1_000)).toBe(true);
    one.change(1, { value: 6 });
    await one.settled(1_000);
    expect(calls).toEqual([{ n: 1, seq: 5, answer: { value: 5 } }, { n: 1, seq: 6, answer: { value: 6 } }]);
  });

  it('waits for what is still being typed, and sends only the last of it', async () => {
    const { sheet: one, calls } = sheet();
    for (const text of ['U', 'UT', 'UTO']) one.change(2, { text }, 60);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(calls).toEqual([{ n: 2, seq: 3, answer: { text: 'UTO' } }]);
  });

  it('keeps an answer while the line is cut, and sends it when it is back', async () => {
    const { sheet: one, calls } = sheet({ outcome: 'again' });
    one.change(1, { value: 5 });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect([one.waiting, calls.length]).toEqual([1, 1]);
    one.flush();
    expect(await one.settled(1_000)).toBe(true);
    expect(calls.map(({ seq }) => seq)).toEqual([5, 5]);
  });

  it('goes past what another window saved under the same number', async () => {
    const { sheet: one, calls } = sheet({ outcome: 'overtaken', lastSeq: 9 });
    one.change(1, { value: 5 });
    await one.settled(1_000);
    expect(calls.map(({ seq }) => seq)).toEqual([5, 10]);
  });

  it('tells what does not fit, and lets it be mended', async () => {
    const { sheet: one } = sheet({ outcome: 'refused', fault: 'A number, please.' });
    one.change(1, { text: 'six' });
    await one.settled(1_000);
    expect([one.fault(1), one.refused]).toEqual(['A number, please.', [1]]);
    one.change(1, { value: 6 });
    await one.settled(1_000);
    expect([one.fault(1), one.refused]).toEqual([undefined, []]);
  });

  it('says when the attempt was closed meanwhile', async () => {
    const { sheet: one, closed } = sheet({ outcome: 'closed' });
    one.change(1, { value: 5 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(closed()).toBe(1);
  });
});
