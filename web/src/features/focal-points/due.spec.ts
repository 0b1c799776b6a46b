import { daysLeft } from './due';

const now = new Date('2026-11-26T23:59:00Z');

describe('the yearly confirmation', () => {
  it.each([['2026-11-26', 0], ['2026-12-26', 30], ['2026-11-06', -20], ['2027-11-26', 365]])('that is due on %s has %i days left', (dueOn, left) => expect(daysLeft({ state: 'confirmed', dueOn }, now)).toBe(left));
  it('is nothing for what is over', () => expect(daysLeft({ state: 'lapsed', dueOn: '2026-12-26' }, now)).toBeNull());
});
