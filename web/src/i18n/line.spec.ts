import { estimate } from './line';

describe('the time a download takes', () => {
  it.each([
    [312_000, 400, { value: 7, unit: 'second' }],
    [10, 400, { value: 1, unit: 'second' }],
    [41_000_000, 400, { value: 14, unit: 'minute' }],
    [1_000_000_000, 400, { value: 6, unit: 'hour' }],
  ] as const)('of %d bytes at %d kbit/s is rounded up to what one plans with', (bytes, line, expected) => {
    expect(estimate(bytes, line)).toEqual(expected);
  });
});
