import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Office } from '../../api/focal-points';
import { useFormats } from '../../i18n/useFormats';
import { Chip } from '../../ui/data/Chip';
import { Checkbox } from '../../ui/fields/Checkbox';
import { Fault } from '../../ui/fields/Field';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { weekday } from './words';

export interface Described extends Office {
  agency: string;
  /** BCP 47. */
  languages: string[];
}

export const noDescription = (): Described => ({
  agency: '', languages: [], timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, officeDays: [1, 2, 3, 4, 5], opens: '08:30', closes: '17:00',
});

const offered = ['ar', 'bn', 'dv', 'en', 'fa', 'fil', 'fj', 'fr', 'hi', 'id', 'ja', 'km', 'ko', 'lo', 'mn', 'ms', 'my', 'ne', 'ps', 'pt', 'ru', 'si', 'sm', 'ta', 'tet', 'th', 'to', 'tpi', 'tr', 'ur', 'vi', 'zh'];
const zones = Intl.supportedValuesOf('timeZone');

interface OfficeFieldsProps {
  value: Described;
  onChange: (part: Partial<Described>) => void;
  fault: (path: string) => string | undefined;
}

/** Agency, languages and office hours: what the directory says beside the name. */
export function OfficeFields({ value, onChange, fault }: OfficeFieldsProps) {
  const { t } = useLingui();
  const { locale } = useFormats();
  const { agency, timeZone, officeDays, opens, closes } = value;
  const zone = zones.includes(timeZone) ? zones : [timeZone, ...zones];
  return (
    <>
      <TextField id="agency" label={t`Agency or unit`} maxLength={200} error={fault('agency')} value={agency} onChange={({ target }) => onChange({ agency: target.value })} />
      <Languages value={value.languages} onChange={(languages) => onChange({ languages })} error={fault('languages')} />
      <Select id="timeZone" label={t`Time zone`} error={fault('timeZone')} value={timeZone} choices={zone.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))} onChange={({ target }) => onChange({ timeZone: target.value })} />
      <fieldset className="fp-days">
        <legend>{t`Office days`}</legend>
        {fault('officeDays') && <Fault>{fault('officeDays')}</Fault>}
        <div className="row">
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox key={day} checked={officeDays.includes(day)} onChange={({ target }) => onChange({ officeDays: target.checked ? [...officeDays, day].sort() : officeDays.filter((one) => one !== day) })}>{weekday(day, locale, 'long')}</Checkbox>
          ))}
        </div>
      </fieldset>
      <div className="row fp-hours">
        <TextField id="opens" label={t`Opens`} short type="time" dir="ltr" error={fault('opens')} value={opens} onChange={({ target }) => onChange({ opens: target.value })} />
        <TextField id="closes" label={t`Closes`} short type="time" dir="ltr" error={fault('closes')} value={closes === '24:00' ? '23:59' : closes} onChange={({ target }) => onChange({ closes: target.value === '23:59' ? '24:00' : target.value })} />
      </div>
    </>
  );
}

function Languages({ value, onChange, error }: { value: string[]; onChange: (languages: string[]) => void; error?: string }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const [chosen, choose] = useState('');
  const left = offered.filter((code) => !value.includes(code)).map((code) => ({ value: code, label: language(code) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="stack-tight">
      <Select
        id="languages" label={t`Languages`} hint={t`Choose one after the other; the best one first.`} none={t`Add a language`} error={error} value={chosen} choices={left}
        onChange={({ target }) => { if (target.value) onChange([...value, target.value]); choose(''); }}
      />
      {value.length > 0 && <div className="row fp-chips">{value.map((code) => <Chip key={code} name={language(code)} onRemove={() => onChange(value.filter((one) => one !== code))}>{language(code)}</Chip>)}</div>}
    </div>
  );
}
