/** A date of a zone. Unknown parts are null. */
export interface ZoneDate {
  year: number;
  month: number | null;
  day: number | null;
}

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Reads YYMMDD (Doc 9303-3, 4.8). The century follows from what the date is of: nobody was born after `on`, and an expiry is the one nearest to it.
 * @returns null when it is no date; a date of birth may have its month or day unknown
 */
export function readDate(text: string, of: 'birth' | 'expiry', on: Date): ZoneDate | null {
  const [, yy = '', mm = '', dd = ''] = /^(\d\d)(\d\d|<<)(\d\d|<<)$/.exec(text) ?? [];
  if (yy === '') return null;
  const month = mm === '<<' ? null : Number(mm);
  const day = dd === '<<' ? null : Number(dd);
  const year = century(Number(yy), of, on, Date.UTC(on.getUTCFullYear(), (month ?? 1) - 1, day ?? 1) > on.getTime());
  if (of === 'expiry' && (month === null || day === null)) return null;
  if (month !== null && (month < 1 || month > 12)) return null;
  if (day !== null && (day < 1 || day > (month === null ? 31 : daysOf(year, month)))) return null;
  return { year, month, day };
}

function century(yy: number, of: 'birth' | 'expiry', on: Date, laterThisYear: boolean): number {
  const now = on.getUTCFullYear();
  const here = now - (now % 100) + yy;
  if (of === 'birth') return here > now || (here === now && laterThisYear) ? here - 100 : here;
  return [here - 100, here, here + 100].reduce((best, year) => (Math.abs(year - now) < Math.abs(best - now) ? year : best));
}

/** YYMMDD, with fillers for what is unknown. */
export function writeDate({ year, month, day }: ZoneDate): string {
  const two = (part: number | null) => (part === null ? '<<' : String(part).padStart(2, '0'));
  return two(year % 100) + two(month) + two(day);
}
