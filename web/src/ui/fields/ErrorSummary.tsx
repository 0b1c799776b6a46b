import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import './error-summary.css';

export interface SummaryError { /** Id of the control; without one the fault concerns the whole. */ id?: string; message: string }

/** Everything that is wrong, above the form, each linked to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: SummaryError[] }) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const some = errors.length > 0;
  useEffect(() => { if (some) box.current?.focus(); }, [some]);
  if (!some) return null;
  return (
    <div className="errors" ref={box} tabIndex={-1} role="alert">
      <h2>{t`There is a problem`}</h2>
      <ul>{errors.map(({ id, message }) => <li key={(id ?? '') + message}>{id ? <a href={`#${id}`} onClick={(event) => reach(event, id)}>{message}</a> : message}</li>)}</ul>
    </div>
  );
}

// A real fragment would be an address of its own for the router.
function reach(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault();
  const control = document.getElementById(id);
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}
