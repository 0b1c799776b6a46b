import type { ComponentProps } from 'react';
import { classes } from '../classes';
import { apart, Field, type FieldTexts } from './Field';

export interface Choice { value: string; label: string; lang?: string }
type SelectProps = FieldTexts & { choices: Choice[]; /** Shown while nothing is chosen. */ none?: string; small?: boolean; short?: boolean } & Omit<ComponentProps<'select'>, 'size'>;

/** The browser's own list of choices: it works on every device and in every language. */
export function Select(props: SelectProps) {
  const { texts, control: { choices, none, small, short, ...control } } = apart(props);
  return (
    <Field {...texts}>
      {(tied) => (
        <select {...control} {...tied} className={classes('input', small && 'input-small', short && 'input-short')}>
          {none !== undefined && <option value="">{none}</option>}
          {choices.map(({ value, label, lang }) => <option key={value} value={value} lang={lang}>{label}</option>)}
        </select>
      )}
    </Field>
  );
}
