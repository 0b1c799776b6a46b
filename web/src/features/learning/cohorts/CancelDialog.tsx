import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';

export function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call(`/cohorts/${id}/cancellation`, { method: 'PUT', body: { reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: cohortsKey }); onClose(); },
  });
  const short = reason.trim().length < 3;
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (!short) done.mutate(); };
  return (
    <Dialog title={t`Cancel the cohort`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Note look="danger" title={t`This cannot be undone.`}><Trans>Everybody in it loses their place, and reads the reason.</Trans></Note>
        <TextField label={t`Reason`} maxLength={500} error={tried && short ? t`Give the reason in a few words.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look="danger" busy={done.isPending}>{t`Cancel the cohort`}</Button><Button onClick={onClose}>{t`Keep it`}</Button></Actions>
      </form>
    </Dialog>
  );
}
