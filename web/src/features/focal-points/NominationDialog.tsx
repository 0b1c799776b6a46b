import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { Nomination } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';

export type DeedName = 'check' | 'approve' | 'ask' | 'answer' | 'refuse' | 'withdraw';

/** A step of a nomination with its words; the approval has none, and takes a fresh proof. */
export function NominationDialog({ nomination: { id, name: nominee, party }, name, onClose }: { nomination: Nomination; name: DeedName; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const least = { check: 10, approve: 0, ask: 1, answer: 1, refuse: 3, withdraw: 3 }[name];
  const done = useMutation({
    mutationFn: () => call<Nomination>(...deedCall(id, name, text.trim())),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['nominations'] });
      void queries.invalidateQueries({ queryKey: ['focal-points'] });
      onClose();
    },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const titles = { check: t`The sender is verified`, approve: t`Approve and invite`, ask: t`Ask the nominating party`, answer: t`Write to the secretariat`, refuse: t`Refuse the nomination`, withdraw: t`Withdraw the nomination` };
  const labels = { check: t`How the sender was verified`, approve: '', ask: t`Question`, answer: t`Message`, refuse: t`Reason`, withdraw: t`Reason` };
  const short = tried && text.trim().length < least ? (name === 'check' ? t`Say in a sentence whom you asked, how and when.` : t`Write a few words.`) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim().length >= least) done.mutate();
  };
  return (
    <Dialog title={titles[name]} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {name === 'check' && <p className="small muted"><Trans>Call the contact the secretariat has had for long, not the one in the letter. The note stays on record; another officer approves.</Trans></p>}
        {name === 'approve' && <p><Trans>{nominee} is invited as a national focal point of {party}: may invite and look after its people, and release its documents. You approve as the second officer.</Trans></p>}
        {name === 'refuse' && <p className="small muted"><Trans>Whoever nominated reads the reason. A new nomination can follow.</Trans></p>}
        {name !== 'approve' && <TextArea label={labels[name]} rows={4} maxLength={name === 'refuse' || name === 'withdraw' ? 1000 : 2000} error={short ?? problem?.errors?.[0]?.message} value={text} onChange={({ target }) => setText(target.value)} />}
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look={name === 'refuse' ? 'danger' : 'main'} busy={done.isPending}>{titles[name]}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}

function deedCall(id: string, name: DeedName, text: string): Parameters<typeof call> {
  const path = `/nominations/${id}`;
  if (name === 'check') return [`${path}/check`, { method: 'PUT', body: { note: text } }];
  if (name === 'approve') return [`${path}/approval`, { method: 'PUT', body: {} }];
  if (name === 'refuse') return [`${path}/refusal`, { method: 'PUT', body: { reason: text } }];
  if (name === 'withdraw') return [`${path}/withdrawal`, { method: 'PUT', body: { reason: text } }];
  return [`${path}/messages`, { method: 'POST', body: { text } }];
}
