import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { FocalPoint } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

/** Ends a mandate. The last one of a party says what that means. */
export function EndDialog({ point, last, onClose }: { point: FocalPoint; last: boolean; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const ended = useMutation({
    mutationFn: () => call(`/focal-points/${point.id}/end`, { method: 'PUT', body: { reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['focal-points'] }); onClose(); },
  });
  const problem = ended.error ? asProblem(ended.error) : null;
  const submit = (event: FormEvent) => { event.preventDefault(); ended.mutate(); };
  return (
    <Dialog title={t`End the mandate`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {last && <Note look="warning" title={t`Nobody else speaks for this party.`}>{t`The secretariat is told. Until somebody new is nominated, nobody looks after the party’s people.`}</Note>}
        <p className="small muted"><Trans>{point.name} leaves the directory at once. It cannot be taken back; a new nomination would be needed.</Trans></p>
        <TextArea label={t`Reason`} rows={3} maxLength={1000} error={problem?.errors?.find(({ path }) => path === 'reason')?.message} value={reason} onChange={({ target }) => setReason(target.value)} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="danger" busy={ended.isPending}>{t`End the mandate`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
