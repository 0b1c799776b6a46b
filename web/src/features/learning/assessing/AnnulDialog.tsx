import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { assessedKey } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextArea } from '../../../ui/fields/TextArea';
import { Failure } from '../../../ui/state/Failure';

export function AnnulDialog({ id, onClose, onAnnulled }: { id: string; onClose: () => void; onAnnulled: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < 3;
  const done = useMutation({
    mutationFn: () => call(`/attempts/${id}/annulment`, { method: 'PUT', body: { reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: assessedKey }); onAnnulled(); onClose(); },
  });
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (!short) done.mutate(); };
  return (
    <Dialog title={t`Annul the attempt`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p><Trans>It counts no longer, and the try is given back. If the course was failed for want of it, it goes on. This cannot be taken back.</Trans></p>
        <TextArea label={t`Reason`} hint={t`The trainee reads it.`} rows={3} maxLength={2000} error={tried && short ? t`Give the reason in a few words.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look="danger" busy={done.isPending}>{t`Annul it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
