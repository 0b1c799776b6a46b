import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';

/** The address a party gives to members and observers; kept by its focal points. */
export function MailboxForm({ party, address }: { party: string; address: string }) {
  const { t } = useLingui();
  const { roles, party: own } = useSession();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(address);
  const given = useMutation({
    mutationFn: () => call(`/parties/${party}/mailbox`, { method: 'PUT', body: { address: typed.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['focal-points'] }); setOpen(false); },
  });
  if (own.code !== party || !roles.includes('focal_point')) return null;
  const problem = given.error ? asProblem(given.error) : null;
  const submit = (event: FormEvent) => { event.preventDefault(); given.mutate(); };
  return (
    <>
      <div className="fp-box"><Button size="small" icon="mail" onClick={() => { setTyped(address); setOpen(true); }}>{address ? t`Change the functional mailbox` : t`Give a functional mailbox`}</Button></div>
      <Dialog title={t`Functional mailbox of your party`} open={open} onClose={() => setOpen(false)}>
        <form className="stack" onSubmit={submit} noValidate>
          <p className="small muted"><Trans>Members and observers see it. Observers see nothing else of your focal points. Empty takes it away.</Trans></p>
          <TextField label={t`Address`} type="email" dir="ltr" maxLength={254} error={problem?.errors?.[0]?.message} value={typed} onChange={({ target }) => setTyped(target.value)} />
          {problem && !problem.errors?.length && <Failure problem={problem} />}
          <Actions><Button type="submit" look="main" busy={given.isPending}>{t`Save`}</Button><Button onClick={() => setOpen(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </>
  );
}
