import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';

interface SettleProps { path: string; decision: 'approve' | 'refuse'; title: string; danger?: boolean; onClose: () => void; children: ReactNode }

/** The second person decides; a refusal has a reason. */
export function Settle({ path, decision, title, danger = false, onClose, children }: SettleProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const refuses = decision === 'refuse';
  const done = useMutation({
    mutationFn: () => call(path, { method: 'PUT', body: { decision, ...(refuses ? { reason: reason.trim() } : {}) } }),
    onSuccess: async () => {
      onClose();
      await Promise.all(['retention', 'documents'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!refuses || reason.trim().length >= 3) done.mutate();
  };
  return (
    <Dialog title={refuses ? t`Refuse: ${title}` : t`Approve: ${title}`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {children}
        {refuses && <TextArea label={t`Reason`} rows={3} maxLength={1000} error={tried && reason.trim().length < 3 ? t`Write a few words.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />}
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look={danger && !refuses ? 'danger' : 'main'} busy={done.isPending}>{refuses ? t`Refuse` : t`Approve`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
