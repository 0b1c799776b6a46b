import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { Circle, ContactKind, ContactPart } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Select } from '../../ui/fields/Select';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { useWords } from './words';

const kinds: ContactKind[] = ['phone', 'mobile', 'secure_mail', 'post'];

/** One's own private details, each with those who may see it. */
export function ContactForm({ id, parts, onClose, onKept }: { id: string; parts: ContactPart[]; onClose: () => void; onKept: () => void }) {
  const { t } = useLingui();
  const { contacts, circles } = useWords();
  const [rows, setRows] = useState(() => kinds.map((kind) => ({ kind, value: '', shownTo: 'nobody' as Circle, ...parts.find((one) => one.kind === kind) })));
  const items = rows.filter(({ value }) => value.trim() !== '').map(({ kind, value, shownTo }) => ({ kind, value: value.trim(), shownTo: shownTo ?? 'nobody' }));
  const kept = useMutation({ mutationFn: () => call(`/focal-points/${id}/contact`, { method: 'PUT', body: { items } }), onSuccess: onKept });
  const problem = kept.error ? asProblem(kept.error) : null;
  const fault = (kind: ContactKind) => problem?.errors?.find(({ path }) => path === `items.${items.findIndex((one) => one.kind === kind)}.value`)?.message;
  const change = (kind: ContactKind, part: Partial<ContactPart>) => setRows((all) => all.map((row) => (row.kind === kind ? { ...row, ...part } : row)));
  const submit = (event: FormEvent) => { event.preventDefault(); kept.mutate(); };
  return (
    <Dialog title={t`Your private details`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="small muted"><Trans>Whoever may not see a detail is not told that there is one. Nobody is found by them.</Trans></p>
        {rows.map(({ kind, value, shownTo }) => (
          <div key={kind} className="fp-contact">
            {kind === 'post'
              ? <TextArea label={contacts[kind]} optional rows={3} maxLength={300} error={fault(kind)} value={value} onChange={({ target }) => change(kind, { value: target.value })} />
              : <TextField label={contacts[kind]} optional maxLength={300} dir="ltr" inputMode={kind === 'secure_mail' ? 'email' : 'tel'} error={fault(kind)} value={value} onChange={({ target }) => change(kind, { value: target.value })} />}
            <Select label={t`Shown to`} value={shownTo} choices={Object.entries(circles).map(([circle, label]) => ({ value: circle, label }))} onChange={({ target }) => change(kind, { shownTo: target.value as Circle })} />
          </div>
        ))}
        {problem && !problem.errors?.some(({ path }) => path.endsWith('.value')) && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={kept.isPending}>{t`Save`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
