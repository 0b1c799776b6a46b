import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { FocalPoint } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { useWords } from './words';

/** Duties and drafts go to another focal point of the party; what somebody did stays theirs. */
export function HandOverDialog({ point, heirs, onClose }: { point: FocalPoint; heirs: FocalPoint[]; onClose: () => void }) {
  const { t } = useLingui();
  const { areas, ranks } = useWords();
  const queries = useQueryClient();
  const [successor, setSuccessor] = useState(heirs[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const over = useMutation({
    mutationFn: () => call(`/focal-points/${point.id}/hand-over`, { method: 'PUT', body: { successor, reason: reason.trim() || undefined } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['focal-points'] }); onClose(); },
  });
  const problem = over.error ? asProblem(over.error) : null;
  const submit = (event: FormEvent) => { event.preventDefault(); over.mutate(); };
  return (
    <Dialog title={t`Hand the mandate over`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Select label={t`To`} value={successor} choices={heirs.map((one) => ({ value: one.id, label: `${one.name} (${ranks[one.rank]}, ${areas[one.area]})` }))} onChange={({ target }) => setSuccessor(target.value)} />
        <ul className="fp-how">
          <li><Trans>Drafts in the care of {point.name} become the successor’s duty.</Trans></li>
          <li><Trans>Requests and reviews are the party’s, and stay where they are.</Trans></li>
          <li><Trans>What {point.name} did, learned and signed stays on their own record.</Trans></li>
          <li><Trans>The mandate ends, and with the last one the rights of a focal point.</Trans></li>
        </ul>
        <TextField label={t`Reason`} optional maxLength={1000} error={problem?.errors?.find(({ path }) => path === 'reason')?.message} value={reason} onChange={({ target }) => setReason(target.value)} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={over.isPending}>{t`Hand over`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
