import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { FactorReset } from '../../api/people';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';

export function ResetDialog({ reset: { id, name }, decision, onClose }: { reset: FactorReset; decision: 'approved' | 'refused'; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const decided = useMutation({
    mutationFn: () => call<FactorReset>(`/resets/${id}/decision`, { method: 'PUT', body: { decision, reason: reason.trim() } }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['resets'] });
    },
  });
  const approve = decision === 'approved';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim().length >= 3) decided.mutate();
  };
  return (
    <Dialog title={approve ? t`Approve new factors for ${name}` : t`Refuse new factors for ${name}`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{approve ? <Trans>Passkeys, codes, password, sessions and tokens of this person end at once, for every party they act for. A letter leads to a new passkey.</Trans> : <Trans>Nothing is changed. Whoever asked is told your reason.</Trans>}</p>
        <TextArea label={approve ? t`How you made sure that it is this person` : t`Reason`} rows={3} maxLength={1000} error={tried && reason.trim().length < 3 ? t`Write a few words.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
        {decided.error && <Failure problem={asProblem(decided.error)} />}
        <Actions><Button type="submit" look={approve ? 'danger' : 'main'} busy={decided.isPending}>{approve ? t`Approve` : t`Refuse`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
