import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useFormats } from '../../i18n/useFormats';

// What the details of each kind are called; 4×4 grades are written as the scheme writes them and never converted.
const names: Record<string, MessageDescriptor> = {
  gradingScheme: msg`Grading scheme`, sourceGrade: msg`Grade of the source`, informationGrade: msg`Grade of the information`, handlingCode: msg`Handling code`,
  validUntil: msg`Valid until`, routes: msg`Routes`, reference: msg`Reference`,
  periodFrom: msg`Period from`, periodTo: msg`Period to`, method: msg`Method`,
  country: msg`Country`, agencies: msg`Agencies`,
  edition: msg`Edition`, committee: msg`Committee`,
  level: msg`Level`, durationMinutes: msg`Length in minutes`,
  meeting: msg`Meeting`, agendaItem: msg`Agenda item`, date: msg`Date`,
  synthetic: msg`Figures`,
};
const levels: Record<string, MessageDescriptor> = {
  introduction: msg`Introduction`, level_1: msg`Level 1`, level_2: msg`Level 2`, level_3: msg`Level 3`, trainer: msg`For trainers`,
};
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
