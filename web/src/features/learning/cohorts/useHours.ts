import { formatDate } from '../../../i18n/formats';
import { useFormats } from '../../../i18n/useFormats';
import type { CohortClass } from '../../../api/cohorts';

/** "Monday 1 March 2027, 09:00 – 12:00 (Asia/Jakarta)", by the clocks of the place. */
export function useHours(): (held: Pick<CohortClass, 'startsAt' | 'endsAt' | 'zone'>) => string {
  const { locale } = useFormats();
  return ({ startsAt, endsAt, zone }) => `${formatDate(startsAt, locale, 'day', zone)}, ${formatDate(startsAt, locale, 'time', zone)} – ${formatDate(endsAt, locale, 'time', zone)} (${zone})`;
}

/** A moment as the fields of a form take it: the day and the hour that the clocks of the place show. */
export function localParts(iso: string, zone: string): { day: string; hour: string } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(iso));
  const of = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: `${of('hour')}:${of('minute')}` };
}
