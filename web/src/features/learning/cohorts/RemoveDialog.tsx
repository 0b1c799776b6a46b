import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey, type RosterEntry } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';

export function RemoveDialog({ entry: { id, name }, onClose }: { entry: RosterEntry; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call(`/enrolments/${id}/removal`, { method: 'PUT', body: { reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: cohortsKey }); onClose(); },
  });
  const short = reason.trim().length < 3;
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (!short) done.mutate(); };
  return (
    <Dialog title={t`Take ${name ?? t`Somebody who left`} out`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p><Trans>The seat goes to the next on the waiting list. The trainee and their focal point read the reason.</Trans></p>
        <TextField label={t`Reason`} maxLength={500} error={tried && short ? t`Give the reason in a few words.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look="danger" busy={done.isPending}>{t`Take out`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
