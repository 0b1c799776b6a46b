import type { Office } from '../../api/focal-points';

/** Where the clock stands at a desk: whether anybody is there, and until or from when. */
export interface AtTheDesk {
  /** HH:MM there. */
  time: string;
  open: boolean;
  /** While it is open: HH:MM there. */
  until: string | null;
  /** While it is not: when it opens next. `inDays` is 0 today, 1 tomorrow. Null where it never does. */
  next: { time: string; day: number; inDays: number } | null;
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The wall clock of a zone; summer time and half hours are the browser's to know. */
function wall(timeZone: string, now: Date): { day: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: days.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` };
}

export function atTheDesk({ timeZone, officeDays, opens, closes }: Office, now = new Date()): AtTheDesk {
  const { day, time } = wall(timeZone, now);
  const open = officeDays.includes(day) && time >= opens && time < closes;
  if (open) return { time, open, until: closes, next: null };
  for (let inDays = 0; inDays <= 7; inDays++) {
    const then = ((day - 1 + inDays) % 7) + 1;
    if (officeDays.includes(then) && (inDays > 0 || time < opens)) return { time, open, until: null, next: { time: opens, day: then, inDays } };
  }
  return { time, open, until: null, next: null };
}
