import { firstPart, nextPart, patience, Speed } from './pace';

describe('the size of a part', () => {
  it('follows the line, in steps, between 64 KB and 5 MB', () => {
    expect(nextPart(firstPart, 10_000_000)).toBe(firstPart * 2);
    expect(nextPart(firstPart, 100_000)).toBe(400_000);
    expect(nextPart(firstPart, 1_000)).toBe(firstPart / 2);
    expect(nextPart(70_000, 10)).toBe(64 * 1024);
    expect(nextPart(4_000_000, 10_000_000)).toBe(5 * 2 ** 20);
  });
});

describe('the patience after failures', () => {
  it('doubles to a minute, and is never nothing', () => {
    expect([1, 2, 3, 4, 7, 20].map((failures) => patience(failures, 0.5))).toEqual([1, 2, 4, 8, 60, 60]);
    expect(patience(1, 0)).toBe(1);
    expect(patience(20, 1)).toBe(72);
  });
});

describe('the speed', () => {
  it('is that of the last moments, and not known at once', () => {
    const speed = new Speed();
    expect(speed.tell(0, 0)).toBeUndefined();
    expect(speed.tell(1_000, 100)).toBeUndefined();
    expect(speed.tell(10_000, 1_000)).toBe(10_000);
    for (let at = 2_000; at <= 20_000; at += 1_000) speed.tell(10_000 + at, at);
    expect(speed.tell(31_000, 21_000)).toBeCloseTo(1_000);
  });
});
