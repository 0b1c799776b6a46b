import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import type { Fault } from '../../../api/model';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';

/** Asks for a document one only knows of. The answer is the same whether or not it exists. */
export function AskAccess({ reference = '', onClose }: { reference?: string; onClose: () => void }) {
  const { t } = useLingui();
  const [wish, setWish] = useState({ reference, purpose: '', reason: '', until: '' });
  const [checked, setChecked] = useState(false);
  const sent = useMutation({ mutationFn: () => call('/release-requests', { method: 'POST', body: wish }) });
  const problem = sent.error ? asProblem(sent.error) : null;
  const missing = { reference: t`Enter the symbol, for example FP-2026-K7QX.`, purpose: t`Say what you need it for.`, reason: t`Say why you should see it.`, until: t`Enter the last day you need it.` };
  const fault = (key: keyof typeof wish) => (checked && !wish[key].trim() ? missing[key] : problem?.errors?.find((one: Fault) => one.path === key)?.message);
  const field = (key: keyof typeof wish) => ({ value: wish[key], error: fault(key), onChange: ({ target }: { target: { value: string } }) => setWish({ ...wish, [key]: target.value }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(wish).every((value) => value.trim())) sent.mutate();
  };
  if (sent.isSuccess) {
    return (
      <Dialog title={t`Request received`} open onClose={onClose}>
        <Note look="good" live><Trans>If such a document exists, its originator has your request. You find the answer under Requests.</Trans></Note>
        <Actions><Button look="main" onClick={onClose}>{t`Close`}</Button></Actions>
      </Dialog>
    );
  }
  return (
    <Dialog title={t`Ask for a document by its symbol`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="small muted"><Trans>The originator learns who asks, for which party, and what you write here. Whether a document exists is not told.</Trans></p>
        <TextField label={t`Symbol`} maxLength={100} {...field('reference')} />
        <TextField label={t`Purpose`} maxLength={200} {...field('purpose')} />
        <TextArea label={t`Reason`} maxLength={2000} {...field('reason')} />
        <TextField label={t`Needed until`} type="date" short {...field('until')} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" icon="send" busy={sent.isPending}>{t`Send the request`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
