import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { TextField } from '../../ui/fields/TextField';
import { dayAfter, today } from './days';

/** The day whose register is shown, with the days around it in reach: the day before an admission and the day itself are one press apart. */
export function AsOf({ day, onChange }: { /** '' is today. */ day: string; onChange: (day: string) => void }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const shown = day || today();
  return (
    <div className="as-of">
      <TextField label={t`As of`} small short type="date" value={day} onChange={({ target }) => onChange(target.value)} />
      <div className="as-of-days">
        <Button size="small" onClick={() => onChange(dayAfter(shown, -1))}>{t`The day before`}</Button>
        <Button size="small" onClick={() => onChange(dayAfter(shown, 1))}>{t`The day after`}</Button>
        {day && <Button size="small" icon="x" onClick={() => onChange('')}>{t`Today`}</Button>}
      </div>
      <p className="small muted" role="status">{day ? <Trans>Standing, memberships and names as of {date(day, 'long')}.</Trans> : <Trans>Standing, memberships and names of today.</Trans>}</p>
    </div>
  );
}
