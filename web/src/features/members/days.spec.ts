import { dayAfter, holds } from './days';

describe('days of membership', () => {
  it.each([['2013-03-31', 1, '2013-04-01'], ['2013-04-01', -1, '2013-03-31'], ['2024-02-28', 1, '2024-02-29'], ['2026-12-31', 1, '2027-01-01']])('%s and %i more is %s', (day, days, then) => expect(dayAfter(day, days)).toBe(then));

  it.each([
    ['2013-03-31', null, '2013-04-01', true], ['2013-04-01', null, '2013-04-01', false], ['2013-04-01', '2013-04-01', null, true], ['2013-03-31', '2013-04-01', null, false], ['1990-01-01', null, null, true],
  ])('%s is within %s to %s, the end excluded: %s', (day, from, to, within) => expect(holds({ from, to }, day)).toBe(within));
});
