import { useLingui } from '@lingui/react/macro';
import { TextField } from '../../../ui/fields/TextField';
import { useAddress } from '../address';

/** First and last day, both included. Taken when the field is left, so that a year half typed searches nothing. */
export function PeriodFields() {
  const { t } = useLingui();
  const [search, go] = useAddress();
  const field = (key: 'from' | 'to', label: string) => (
    <TextField
      key={`${key}-${search[key] ?? ''}`} type="date" small label={label} defaultValue={search[key]}
      onBlur={({ target }) => { if (target.value !== (search[key] ?? '')) go({ ...search, [key]: target.value || undefined }); }}
    />
  );
  return <div className="period">{field('from', t`From`)}{field('to', t`To`)}</div>;
}
