import { toDay, toMoment } from './moments';

describe('a day of the form', () => {
  it('is its start or its end in UTC, and comes back as it was', () => {
    expect(toMoment('2027-03-01', 'start')).toBe('2027-03-01T00:00:00Z');
    expect(toMoment('2027-03-01', 'end')).toBe('2027-03-01T23:59:59Z');
    expect(toDay(toMoment('2027-03-01', 'end'))).toBe('2027-03-01');
  });

  it('is nothing while it is not whole', () => {
    expect([toMoment('', 'end'), toMoment('2027-3', 'start'), toDay(undefined)]).toEqual([undefined, undefined, '']);
  });
});
