import { useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { Button } from '../actions/Button';
import { TextField } from './TextField';

interface CodeFormProps { deed: string; main?: boolean; busy: boolean; onCode: (code: string) => void }

/** Takes the six digits an authenticator app shows. */
export function CodeForm({ deed, main = false, busy, onCode }: CodeFormProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [faulty, setFaulty] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = typed.replaceAll(/\D/g, '');
    setFaulty(code.length !== 6);
    if (code.length !== 6 || busy) return;
    setTyped('');
    onCode(code);
  };
  return (
    <form className="stack-tight" onSubmit={submit} noValidate>
      <TextField
        label={t`Code from your authenticator app`} hint={t`Six digits; each works once.`} error={faulty ? t`Type the six digits the app shows.` : undefined}
        dir="ltr" inputMode="numeric" autoComplete="one-time-code" maxLength={7} short value={typed} onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" look={main ? 'main' : 'plain'} busy={busy}>{deed}</Button>
    </form>
  );
}
