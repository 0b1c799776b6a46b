import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { keysQuery, type KeyWish } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

interface AskDialogProps {
  party: string;
  name: string;
  wish: KeyWish;
  waitingHours: number;
  /** The request that is confirmed; without one it is asked for. */
  confirms?: string;
  onClose: () => void;
}

/** The name of the party is typed, so that nobody does this by a slip. */
export function AskDialog({ party, name, wish, waitingHours, confirms, onClose }: AskDialogProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [confirmation, setConfirmation] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => (confirms
      ? call(`/key-requests/${confirms}/confirmation`, { method: 'PUT', body: { confirmation: confirmation.trim() } })
      : call(`/parties/${party}/key-requests`, { method: 'POST', body: { wish, confirmation: confirmation.trim(), reason: reason.trim() } })),
    onSuccess: async () => { onClose(); await queries.invalidateQueries({ queryKey: keysQuery.queryKey }); },
  });
  const misnamed = confirmation.trim() !== name;
  const short = !confirms && reason.trim().length < 10;
  const destroys = wish === 'destroy';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!misnamed && !short) done.mutate();
  };
  const title = destroys ? (confirms ? t`Confirm: destroy the keys of ${name}` : t`Destroy the keys of ${name}`) : confirms ? t`Confirm: open the keys of ${name} again` : t`Open the keys of ${name} again`;
  return (
    <Dialog title={title} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {destroys ? <Note look="danger" title={t`This cannot be undone.`}><Trans>Every file of this party, and its confidential texts, can be read by nobody again: not by the party, not by its readers, not by the operator.</Trans></Note>
          : <p><Trans>The party gets a new key and can contribute again. What the destroyed keys held stays lost.</Trans></p>}
        <p>{confirms && destroys ? <Plural value={waitingHours} _0="It takes effect at once." one="It takes effect in one hour. Until then it can be stopped." other="It takes effect in # hours. Until then it can be stopped." /> : !confirms && <Trans>Nothing happens until a second person confirms it.</Trans>}</p>
        {!confirms && <TextArea label={t`Reason`} rows={3} maxLength={1000} error={tried && short ? t`Write at least ten characters.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />}
        <TextField label={t`Type the name of the party: ${name}`} autoComplete="off" error={tried && misnamed ? t`This is not its name as it is shown.` : undefined} value={confirmation} onChange={({ target }) => setConfirmation(target.value)} />
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look={destroys ? 'danger' : 'main'} busy={done.isPending}>{confirms ? t`Confirm` : t`Ask for it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
