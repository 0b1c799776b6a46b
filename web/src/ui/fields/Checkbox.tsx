import type { ComponentProps, ReactNode } from 'react';
import './checkbox.css';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'children'> {
  children: ReactNode;
  hint?: ReactNode;
  /** How many records stand behind it. */
  count?: ReactNode;
  kind?: 'checkbox' | 'radio';
}

/** A box to tick with its word; the whole line can be pressed. */
export function Checkbox({ children, hint, count, kind = 'checkbox', ...rest }: CheckboxProps) {
  return (
    <label className="check">
      <input {...rest} type={kind} className="tick" />
      <span><span className="check-text">{children}</span>{hint && <span className="check-hint">{hint}</span>}</span>
      {count !== undefined && <span className="check-count">{count}</span>}
    </label>
  );
}
