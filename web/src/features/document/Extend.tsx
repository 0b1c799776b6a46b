import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';

/** Keeps one document longer than the schedule does. */
export function Extend({ document, due, onClose }: { document: DocumentView; due: string | null; onClose: () => void }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call(`/documents/${document.id}/retention/extension`, { method: 'PUT', body: { until, reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['retention'] }); onClose(); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const fault = problem?.errors?.find(({ path }) => path === 'until')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (until && reason.trim().length >= 10) done.mutate();
  };
  return (
    <Dialog title={t`Keep it longer`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {due && <p><Trans>By the schedule its time ends on {date(due)}.</Trans></p>}
        <TextField label={t`Last day`} type="date" short error={fault ?? (tried && !until ? t`Choose a day.` : undefined)} value={until} onChange={({ target }) => setUntil(target.value)} />
        <TextArea label={t`Reason`} hint={t`For your own officers; it is recorded.`} rows={3} maxLength={1000} error={tried && reason.trim().length < 10 ? t`Write at least ${10} characters.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
        {problem && !fault && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{t`Keep it longer`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
