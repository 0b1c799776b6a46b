import { useId, type ReactNode } from 'react';
import { classes } from '../classes';
import { Checkbox } from './Checkbox';
import { Fault, type FieldTexts } from './Field';
import './fields.css';

interface RadioGroupProps<Value extends string> extends FieldTexts {
  value: Value | '';
  choices: { value: Value; label: ReactNode; hint?: ReactNode }[];
  onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function RadioGroup<Value extends string>({ label, hint, error, id, value, choices, onChange }: RadioGroupProps<Value>) {
  const own = useId();
  const group = id ?? own;
  return (
    <Group label={label} hint={hint} error={error} id={group}>
      {choices.map((choice) => (
        <Checkbox key={choice.value} kind="radio" name={group} value={choice.value} checked={choice.value === value} hint={choice.hint} onChange={() => onChange(choice.value)}>
          {choice.label}
        </Checkbox>
      ))}
    </Group>
  );
}

/** Several controls under one question. */
export function Group({ label, hint, error, id, children }: FieldTexts & { children: ReactNode }) {
  const own = useId();
  const group = id ?? own;
  const described = [hint && `${group}-hint`, error && `${group}-fault`].filter(Boolean).join(' ');
  return (
    <fieldset id={group} tabIndex={-1} className={classes('field', error && 'field-faulty')} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      {hint && <p className="hint" id={`${group}-hint`}>{hint}</p>}
      {error && <Fault id={`${group}-fault`}>{error}</Fault>}
      {children}
    </fieldset>
  );
}
