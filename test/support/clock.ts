/** Runs something while the clock of this process, which the application under test shares, is wrong by so many milliseconds. */
export async function withClockOff<T>(by: number, work: () => Promise<T>): Promise<T> {
  const { Date: Real } = globalThis;
  class Wrong extends Real {
    constructor(...given: [] | [number | string | Date]) {
      super(given.length === 0 ? Real.now() + by : given[0] as number);
    }

    static override now(): number {
      return Real.now() + by;
    }
  }
  globalThis.Date = Wrong as DateConstructor;
  try {
    return await work();
  } finally {
    globalThis.Date = Real;
  }
}
