import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { ReleaseRequest } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';

export type DeedName = 'grant' | 'decline' | 'ask' | 'reply' | 'end';

/** What can be done with a request, each with its words; a grant also with its last day. */
export function Deed({ request: { id, until }, name, onClose }: { request: ReleaseRequest; name: DeedName; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [last, setLast] = useState(until ?? '');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call<ReleaseRequest>(...deedCall(id, name, text.trim(), last)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['release-requests'] });
      void queries.invalidateQueries({ queryKey: ['documents'] });
      onClose();
    },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const titles = { grant: t`Grant for a time`, decline: t`Decline the request`, ask: t`Ask a question`, reply: t`Reply`, end: t`End the grant now` };
  const labels = { grant: t`What you agree to`, decline: t`Reason`, ask: t`Question`, reply: t`Answer`, end: t`Reason` };
  const missing = tried && text.trim().length < 3 ? t`Write a few words; whoever asked will read them.` : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim().length >= 3) done.mutate();
  };
  return (
    <Dialog title={titles[name]} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {name === 'grant' && <p className="small muted"><Trans>They read it until the end of that day (UTC). You can end it earlier. What is withheld stays withheld.</Trans></p>}
        {name === 'end' && <p className="small muted"><Trans>From then on only those read it whom the marking names. What was downloaded stays where it is.</Trans></p>}
        <TextArea label={labels[name]} rows={4} maxLength={name === 'end' ? 500 : 2000} error={missing ?? said('reason') ?? said('text')} value={text} onChange={({ target }) => setText(target.value)} />
        {name === 'grant' && <TextField label={t`Last day`} type="date" short error={said('until')} value={last} onChange={({ target }) => setLast(target.value)} />}
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look={name === 'end' ? 'danger' : 'main'} busy={done.isPending}>{titles[name]}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}

function deedCall(id: string, name: DeedName, text: string, last: string): Parameters<typeof call> {
  const path = `/release-requests/${id}`;
  if (name === 'reply') return [`${path}/replies`, { method: 'POST', body: { text } }];
  if (name === 'end') return [`${path}/end`, { method: 'PUT', body: { reason: text } }];
  return [`${path}/decision`, { method: 'PUT', body: { decision: name, reason: text, until: name === 'grant' && last ? last : undefined } }];
}
