/** Does something so many times a second, whether or not what was begun is done. @returns how long each took, in milliseconds */
export async function steadily(perSecond: number, seconds: number, work: (turn: number) => Promise<void>): Promise<number[]> {
  const running: Promise<number>[] = [];
  const began = performance.now();
  for (let turn = 0; turn < perSecond * seconds; turn++) {
    const due = began + (turn * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const from = performance.now();
    running.push(work(turn).then(() => performance.now() - from));
  }
  return Promise.all(running);
}

/** What nineteen of twenty stay below. */
export const p95 = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
