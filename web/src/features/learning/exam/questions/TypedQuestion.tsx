import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { TextField } from '../../../../ui/fields/TextField';
import type { FormProps } from './form-props';

const asNumber = (text: string) => (/^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN);

/** A number, with comma or point. */
export function NumberQuestion({ question: { unit }, answer, onChange, fault }: FormProps<'numeric'>) {
  const { t } = useLingui();
  const [text, setText] = useState(() => answer?.value?.toString() ?? '');
  const isWrong = text.trim() !== '' && Number.isNaN(asNumber(text));
  const type = (typed: string) => {
    setText(typed);
    if (typed.trim() === '') onChange(null, true);
    else if (!Number.isNaN(asNumber(typed))) onChange({ value: asNumber(typed) }, true);
  };
  return (
    <TextField
      label={unit ? t`Your answer, in ${unit}` : t`Your answer, a number`} short inputMode="decimal" autoComplete="off" error={isWrong ? t`Write it in figures, like 6 or 85.6.` : fault} value={text}
      onChange={({ target }) => type(target.value)}
    />
  );
}

/** A few words. */
export function TextQuestion({ answer, onChange, fault }: FormProps<'short_text'>) {
  const { t } = useLingui();
  const [text, setText] = useState(() => answer?.text ?? '');
  const type = (typed: string) => {
    setText(typed);
    onChange(typed.trim() === '' ? null : { text: typed }, true);
  };
  return <TextField label={t`Your answer`} hint={t`Capital letters and spaces do not matter.`} maxLength={500} autoComplete="off" spellCheck={false} error={fault} value={text} onChange={({ target }) => type(target.value)} />;
}
