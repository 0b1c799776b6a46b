import { useLingui } from '@lingui/react/macro';
import { useId, type ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../icon/Icon';
import './fields.css';

export interface FieldTexts {
  label: string;
  hint?: ReactNode;
  /** What is wrong and what to do about it. */
  error?: string;
  /** Fixed id, so that an error summary can link here. */
  id?: string;
  hideLabel?: boolean;
  optional?: boolean;
}

export interface ControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

/** Label above, hint, fault, control: in this order, tied together for assistive technology. */
export function Field({ label, hint, error, id, hideLabel = false, optional = false, children }: FieldTexts & { children: (control: ControlProps) => ReactNode }) {
  const { t } = useLingui();
  const own = useId();
  const control = id ?? own;
  const described = [hint && `${control}-hint`, error && `${control}-fault`].filter(Boolean).join(' ');
  return (
    <div className={classes('field', error && 'field-faulty')}>
      <label htmlFor={control} className={hideLabel ? 'hidden-text' : undefined}>{label}{optional && <span className="muted"> {t`(optional)`}</span>}</label>
      {hint && <p className="hint" id={`${control}-hint`}>{hint}</p>}
      {error && <Fault id={`${control}-fault`}>{error}</Fault>}
      {children({ id: control, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

export function Fault({ id, children }: { id?: string; children: ReactNode }) {
  const { t } = useLingui();
  return <p className="fault" id={id}><Icon name="alert" small /><span><span className="hidden-text">{t`Error:`} </span>{children}</span></p>;
}

/** Splits what belongs to the field's texts from what belongs to the control. */
export function apart<Props extends FieldTexts>({ label, hint, error, id, hideLabel, optional, ...control }: Props) {
  return { texts: { label, hint, error, id, hideLabel, optional } satisfies FieldTexts, control };
}
