import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useFormats } from '../i18n/useFormats';
import { detailNames as names, levels } from './detail-fields';

const day = /^\d{4}-\d{2}-\d{2}/;

/** Details as names and values. A detail nobody named here stands under its own key. */
export function useDetailWords(): (details: Record<string, unknown>) => [string, string][] {
  const { i18n } = useLingui();
  const { date, list, number } = useFormats();
  const write = (key: string, value: unknown): string => {
    if (key === 'synthetic') return i18n._(value ? msg`Synthetic` : msg`Reported`);
    if (key === 'level' && typeof value === 'string' && levels[value]) return i18n._(levels[value]);
    if (Array.isArray(value)) return list(value.map(String));
    if (typeof value === 'number') return number(value);
    return typeof value === 'string' && day.test(value) ? date(value.slice(0, 10)) : String(value);
  };
  return (details) => Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => [names[key] ? i18n._(names[key]) : key, write(key, value)]);
}
