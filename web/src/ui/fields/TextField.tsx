import type { ComponentProps } from 'react';
import { classes } from '../classes';
import { apart, Field, type FieldTexts } from './Field';

type TextFieldProps = FieldTexts & { small?: boolean; short?: boolean } & Omit<ComponentProps<'input'>, 'size'>;

/** One line of text, a day, a number: any native input. What people type finds its own direction. */
export function TextField(props: TextFieldProps) {
  const { texts, control: { small, short, ...control } } = apart(props);
  return (
    <Field {...texts}>
      {(tied) => <input dir="auto" {...control} {...tied} className={classes('input', small && 'input-small', short && 'input-short', control.className)} />}
    </Field>
  );
}
