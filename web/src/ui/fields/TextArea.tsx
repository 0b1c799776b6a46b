import type { ComponentProps } from 'react';
import { apart, Field, type FieldTexts } from './Field';

/** Several lines of text. */
export function TextArea(props: FieldTexts & ComponentProps<'textarea'>) {
  const { texts, control } = apart(props);
  return <Field {...texts}>{(tied) => <textarea dir="auto" {...control} {...tied} className="input" />}</Field>;
}
