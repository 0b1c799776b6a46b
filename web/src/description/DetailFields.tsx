import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { partiesQuery } from '../api/parties';
import type { DocumentKind, Fault } from '../api/model';
import { Checkbox } from '../ui/fields/Checkbox';
import { Select } from '../ui/fields/Select';
import { TextArea } from '../ui/fields/TextArea';
import { TextField } from '../ui/fields/TextField';
import { detailFields, detailNames, levels, startingDetails, type DetailField } from './detail-fields';

interface DetailFieldsProps { kind: DocumentKind; details: Record<string, unknown>; faults: Fault[]; onChange: (details: Record<string, unknown>) => void }

/** The fields that belong to the kind of document. An emptied field is left out, not sent as nothing. */
export function DetailFields({ kind, details, faults, onChange }: DetailFieldsProps) {
  const change = (key: string, value: unknown) => {
    const { [key]: _, ...others } = details;
    onChange(value === '' || value === undefined || (Array.isArray(value) && value.length === 0) ? others : { ...startingDetails(kind), ...others, [key]: value });
  };
  return detailFields[kind].map((field) => (
    <Detail key={field.key} field={field} value={details[field.key]} fault={faults.find(({ path }) => path === `details.${field.key}`)?.message} onChange={(value) => change(field.key, value)} />
  ));
}

function Detail({ field: { key, input, choices = [], needed }, value, fault, onChange }: { field: DetailField; value: unknown; fault?: string; onChange: (value: unknown) => void }) {
  const { i18n } = useLingui();
  const { data: parties = [] } = useQuery({ ...partiesQuery, enabled: input === 'party' });
  const texts = { id: `details-${key}`, label: detailNames[key] ? i18n._(detailNames[key]) : key, error: fault, optional: !needed };
  const text = value === undefined || value === null ? '' : String(value);
  const named = (choice: string) => (levels[choice] ? i18n._(levels[choice]) : choice);
  switch (input) {
    case 'tick':
      return <Checkbox id={texts.id} checked={value === true} onChange={({ target }) => onChange(target.checked)}><Trans>The figures are synthetic</Trans></Checkbox>;
    case 'lines':
      return <TextArea {...texts} hint={<Trans>One a line</Trans>} value={Array.isArray(value) ? value.join('\n') : ''} onChange={({ target }) => onChange(target.value === '' ? [] : target.value.split('\n'))} />;
    case 'choice':
      return <Select {...texts} none="–" short value={text} choices={choices.map((choice) => ({ value: choice, label: named(choice) }))} onChange={({ target }) => onChange(key === 'informationGrade' && target.value ? Number(target.value) : target.value)} />;
    case 'party':
      return <Select {...texts} none="–" short value={text} choices={parties.map(({ code, name }) => ({ value: code, label: name }))} onChange={({ target }) => onChange(target.value)} />;
    case 'number':
      return <TextField {...texts} type="number" min={1} short value={text} onChange={({ target }) => onChange(target.value === '' ? '' : Number(target.value))} />;
    case 'date':
      return <TextField {...texts} type="date" short value={text.slice(0, 10)} onChange={({ target }) => onChange(target.value)} />;
    case 'text':
      return <TextField {...texts} value={text} onChange={({ target }) => onChange(target.value)} />;
  }
}
