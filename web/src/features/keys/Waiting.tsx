import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { keysQuery, type KeyRequest } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { AskDialog } from './AskDialog';

/** What was asked for and has not taken effect: who asked, who may confirm it, until when it can be stopped. */
export function Waiting({ name, request, waitingHours }: { name: string; request: KeyRequest; waitingHours: number }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [confirming, confirm] = useState(false);
  const stopped = useMutation({
    mutationFn: () => call(`/key-requests/${request.id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const { wish, state, askedBy, askedAt, reason, bySecretariat, confirmedBy, dueAt, allows } = request;
  const title = wish === 'destroy' ? t`Its keys are to be destroyed.` : t`Its keys are to be opened again.`;
  return (
    <Note look={wish === 'destroy' ? 'danger' : 'warning'} title={title}>
      <p><Trans>Asked for by <bdi>{askedBy}</bdi>, {date(askedAt, 'moment')}:</Trans> <bdi dir="auto">{reason}</bdi></p>
      {state === 'asked' && !allows.includes('confirm') && <p>{bySecretariat ? t`The party has nobody else who could confirm it, so an administrator of the secretariat does.` : t`Another person who looks after these keys confirms it.`}</p>}
      {state === 'confirmed' && dueAt && <p><Trans>Confirmed by <bdi>{confirmedBy}</bdi>. It takes effect {date(dueAt, 'moment')}, and can be stopped until then.</Trans></p>}
      {state === 'under-way' && <p>{t`It is taking effect now.`}</p>}
      {stopped.error && <Failure problem={asProblem(stopped.error)} />}
      <div className="row">
        {allows.includes('confirm') && <Button size="small" look="danger" onClick={() => confirm(true)}>{t`Confirm it`}</Button>}
        {allows.includes('stop') && <Button size="small" busy={stopped.isPending} onClick={() => stopped.mutate()}>{t`Stop it`}</Button>}
      </div>
      {confirming && <AskDialog party="" name={name} wish={wish} waitingHours={waitingHours} confirms={request.id} onClose={() => confirm(false)} />}
    </Note>
  );
}
