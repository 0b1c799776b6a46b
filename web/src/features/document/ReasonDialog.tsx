import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';

interface ReasonDialogProps { document: DocumentView; path: string; title: string; deed: string; hint: string; onClose: () => void; children?: ReactNode }

/** A deed that narrows who sees a record: done with a reason, on the version that is on the screen. */
export function ReasonDialog({ document, path, title, deed, hint, onClose, children }: ReasonDialogProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const done = useMutation({
    mutationFn: () => call<DocumentView>(path, { method: 'PUT', body: { reason: reason.trim() }, ifMatch: document.rowVersion }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['documents'] });
      onClose();
    },
  });
  const again = async () => { await queries.fetchQuery({ ...documentQuery(document.id), staleTime: 0 }); done.reset(); };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (reason.trim()) done.mutate();
  };
  return (
    <Dialog title={title} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {children}
        <TextArea label={t`Reason`} hint={hint} error={checked && !reason.trim() ? t`Give a reason.` : undefined} value={reason} maxLength={2000} onChange={({ target }) => setReason(target.value)} />
        {done.error && <Failure problem={asProblem(done.error)} actions={asProblem(done.error).status === 412 && <Button onClick={() => void again()}>{t`Take the newest and try again`}</Button>} />}
        <Actions><Button type="submit" look="danger" busy={done.isPending}>{deed}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
