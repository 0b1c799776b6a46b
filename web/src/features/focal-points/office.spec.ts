import { atTheDesk } from './office';

const weekdays = [1, 2, 3, 4, 5];
const desk = (timeZone: string, more: object = {}) => ({ timeZone, officeDays: weekdays, opens: '08:30', closes: '17:00', ...more });
const at = (iso: string) => new Date(iso);

describe('the clock at a desk', () => {
  it.each([
    ['opens on the minute', '2026-11-23T01:30:00Z', 'Asia/Jakarta', { time: '08:30', open: true, until: '17:00', next: null }],
    ['is not open a minute before', '2026-11-23T01:29:59Z', 'Asia/Jakarta', { time: '08:29', open: false, until: null, next: { time: '08:30', day: 1, inDays: 0 } }],
    ['is closed on the minute', '2026-11-23T10:00:00Z', 'Asia/Jakarta', { time: '17:00', open: false, until: null, next: { time: '08:30', day: 2, inDays: 1 } }],
    ['knows half hours', '2026-11-23T04:00:00Z', 'Asia/Kabul', { time: '08:30', open: true, until: '17:00', next: null }],
    ['knows three quarters', '2026-11-23T02:44:00Z', 'Asia/Kathmandu', { time: '08:29', open: false, until: null, next: { time: '08:30', day: 1, inDays: 0 } }],
    ['knows that it is another day elsewhere', '2026-11-22T20:30:00Z', 'Pacific/Auckland', { time: '09:30', open: true, until: '17:00', next: null }],
    ['knows Kiritimati, a day ahead', '2026-11-22T18:30:00Z', 'Pacific/Kiritimati', { time: '08:30', open: true, until: '17:00', next: null }],
    ['waits over the weekend', '2026-11-27T15:00:00Z', 'Asia/Jakarta', { time: '22:00', open: false, until: null, next: { time: '08:30', day: 1, inDays: 3 } }],
  ])('%s', (_says, now, zone, found) => expect(atTheDesk(desk(zone), at(now))).toEqual(found));

  it('follows summer time: the same hour in UTC is another one at the desk', () => {
    // Sydney's clocks went forward on 4 October 2026, at 02:00 standard time.
    expect(atTheDesk(desk('Australia/Sydney'), at('2026-10-02T06:30:00Z'))).toMatchObject({ time: '16:30', open: true });
    expect(atTheDesk(desk('Australia/Sydney'), at('2026-10-05T06:30:00Z'))).toMatchObject({ time: '17:30', open: false });
    // Lord Howe goes forward by half an hour.
    expect([atTheDesk(desk('Australia/Lord_Howe'), at('2026-10-02T00:00:00Z')).time, atTheDesk(desk('Australia/Lord_Howe'), at('2026-10-05T00:00:00Z')).time]).toEqual(['10:30', '11:00']);
    // In the hour that comes twice (5 April 2026) the clock goes back and the desk with it.
    expect(['2026-04-04T15:59:00Z', '2026-04-04T16:00:00Z'].map((now) => atTheDesk(desk('Australia/Sydney'), at(now)).time)).toEqual(['02:59', '02:00']);
  });

  it('is there day and night where it says so, and never where no day is named', () => {
    const always = desk('Asia/Tokyo', { officeDays: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00' });
    for (const now of ['2026-11-28T14:59:59Z', '2026-11-28T15:00:00Z']) expect(atTheDesk(always, at(now))).toMatchObject({ open: true, until: '24:00' });
    expect(atTheDesk(desk('Asia/Tokyo', { officeDays: [] }), at('2026-11-23T03:00:00Z'))).toEqual({ time: '12:00', open: false, until: null, next: null });
  });

  it('works where the week begins otherwise', () => {
    expect(atTheDesk(desk('Asia/Riyadh', { officeDays: [7, 1, 2, 3, 4] }), at('2026-11-27T09:00:00Z'))).toMatchObject({ open: false, next: { day: 7, inDays: 2 } });
  });
});
