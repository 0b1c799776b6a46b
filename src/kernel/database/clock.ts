/** More than a round trip could explain. */
const leap = 5_000;

/**
 * The database's clock, as this process last heard it and as time has passed since (by a clock nobody can set). What begins and ends is
 * judged by it, so that a node whose own clock is wrong decides nothing differently (SR-19).
 */
export class DatabaseClock {
  private heard: { at: number; when: number } | undefined;

  get isKnown(): boolean {
    return this.heard !== undefined;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.heard ? this.heard.at + performance.now() - this.heard.when : Date.now();
  }

  /** @param at what the database says it is now @returns whether that is far from what was thought */
  hear(at: number): boolean {
    const leapt = this.heard !== undefined && Math.abs(at - this.now()) > leap;
    this.heard = { at, when: performance.now() };
    return leapt;
  }
}
