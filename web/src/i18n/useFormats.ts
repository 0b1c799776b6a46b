import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { formatAgo, formatBytes, formatDate, formatList, formatNumber, languageName, type DateShape } from './formats';
import { estimate, lineSpeed } from './line';

/** All ways a value is written on screen, in the language of the interface. */
export function useFormats() {
  const { i18n } = useLingui();
  const { locale } = i18n;
  return {
    locale,
    date: (iso: string, shape?: DateShape) => formatDate(iso, locale, shape),
    ago: (iso: string) => formatAgo(iso, locale),
    number: (value: number) => formatNumber(value, locale),
    bytes: formatBytes,
    list: (parts: string[]) => formatList(parts, locale),
    language: (code: string) => languageName(code, locale),
    /** "about 7 s", on the line as it is now unless `kilobits` (kbit/s) says another. */
    duration: (bytes: number, kilobits = lineSpeed()) => {
      const { value, unit } = estimate(bytes, kilobits);
      if (unit === 'second') return plural(value, { one: 'about # second', other: 'about # s' });
      if (unit === 'minute') return plural(value, { one: 'about # minute', other: 'about # min' });
      return plural(value, { one: 'about # hour', other: 'about # hours' });
    },
  };
}
