import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { certificatesKey, type Certificate } from '../../../api/certificates';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextArea } from '../../../ui/fields/TextArea';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';

export function RevokeDialog({ certificate: { id, printed }, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call(`/certificates/${id}/revocation`, { method: 'PUT', body: { reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: certificatesKey }); onClose(); },
  });
  const short = reason.trim().length < 3;
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (!short) done.mutate(); };
  return (
    <Dialog title={t`Revoke the certificate of ${printed.name}`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Note look="danger" title={t`This cannot be undone.`}><Trans>Whoever checks the serial is told from now on that it was revoked, and when. The reason is read by the holder and by the focal point who sent them.</Trans></Note>
        <TextArea label={t`Reason`} rows={3} maxLength={500} error={tried && short ? t`Give the reason in a few words.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look="danger" busy={done.isPending}>{t`Revoke`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
