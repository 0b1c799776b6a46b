import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { removeFactor, setPassword, type Factors } from '../../api/factors';
import { ProblemError } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextField } from '../../ui/fields/TextField';
import { Status } from '../../ui/state/Status';
import { useChange } from './changes';
import { Confirm } from './Confirm';
import { Refused } from './Refused';

/** A password, which takes a code beside it; hidden where the party lets its people use passkeys only. */
export function Password({ factors: { password, passwordsAllowed } }: { factors: Factors }) {
  const { t } = useLingui();
  const [doing, setDoing] = useState<'set' | 'remove' | null>(null);
  if (!password && !passwordsAllowed) return null;
  return (
    <section aria-labelledby="own-password" className="stack-tight">
      <h3 id="own-password">{t`Password`}</h3>
      {password ? <Status look="good">{t`A password is set`}</Status> : <p className="muted">{t`You have none, and with passkeys you need none.`}</p>}
      <div className="row">
        {passwordsAllowed && <Button onClick={() => setDoing('set')}>{password ? t`Change the password` : t`Set a password`}</Button>}
        {password && <Button onClick={() => setDoing('remove')}>{t`Remove the password`}</Button>}
      </div>
      {doing === 'set' && <NewPassword onClose={() => setDoing(null)} />}
      {doing === 'remove' && <Confirm title={t`Remove the password?`} deed={t`Remove`} change={() => removeFactor('password')} onClose={() => setDoing(null)}><Trans>You then sign in with a passkey. Your other sessions end.</Trans></Confirm>}
    </section>
  );
}

function NewPassword({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const done = useChange(setPassword, onClose);
  const fault = done.error instanceof ProblemError ? done.error.errors.find(({ path }) => path === 'password')?.message : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!done.isPending) done.mutate(typed);
  };
  return (
    <Dialog title={t`Choose a password`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={t`New password`} type="password" dir="ltr" autoComplete="new-password" maxLength={1024} value={typed} error={fault} onChange={({ target }) => setTyped(target.value)}
          hint={t`At least 15 characters. Four or five words nobody would put together are better than signs and digits.`}
        />
        <p className="small muted"><Trans>Your other sessions end.</Trans></p>
        {!fault && <Refused error={done.error} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{t`Keep this password`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
