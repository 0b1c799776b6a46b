// Official dates are Gregorian and numbers are in Latin digits in every language: a record reads the same in two capitals.

const locales: Record<string, string> = { en: 'en-GB', 'en-XA': 'en-GB' };
const intl = (locale: string): string => locales[locale] ?? locale;
const official = { calendar: 'gregory', numberingSystem: 'latn' } as const;

const shapes = {
  /** 9 Nov 2026 */
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  /** 1 June 2027 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** Monday 23 November 2026 */
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** Sun, 22 Nov */
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 9 Nov 2026, 07:12 GMT+7 */
  moment: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
  /** 07:12 */
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DateShape = keyof typeof shapes;

/** An ISO day or moment, written out. A bare day is not shifted by the reader's time zone. */
export function formatDate(iso: string, locale: string, shape: DateShape = 'date', timeZone?: string): string {
  const zone = iso.length === 10 ? 'UTC' : timeZone;
  return new Intl.DateTimeFormat(intl(locale), { ...official, ...shapes[shape], ...(zone && { timeZone: zone }) }).format(new Date(iso));
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(intl(locale), { numberingSystem: 'latn' }).format(value);
}

/** 277 KB, 1.8 MB: decimal multiples, as the operating systems of our readers count; always with Latin units. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) { value /= 1000; unit += 1; }
  const digits = unit >= 2 && value < 99.5 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[unit]}`;
}

/** Whole days, hours or minutes from then to now: "3 days ago". */
export function formatAgo(iso: string, locale: string, now = Date.now()): string {
  const minutes = Math.round((new Date(iso).getTime() - now) / 60_000);
  const words = new Intl.RelativeTimeFormat(intl(locale), { numeric: 'auto', numberingSystem: 'latn' } as Intl.RelativeTimeFormatOptions);
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  if (Math.abs(minutes) < 36 * 60) return words.format(Math.round(minutes / 60), 'hour');
  return words.format(Math.round(minutes / 1440), 'day');
}

/** A list as the language joins it: "Thai, Vietnamese". */
export function formatList(parts: string[], locale: string): string {
  return new Intl.ListFormat(intl(locale), { type: 'unit', style: 'short' }).format(parts);
}

/** The name of a language in the interface language; the code itself where the browser knows none. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(intl(locale), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
