import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import type { Deed } from '../../api/retention';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

const least = 10;

export function useKeepingWords(): Record<Deed, { title: string; say: string; waits: string }> {
  const { t } = useLingui();
  return {
    hold: { title: t`Put under a legal hold`, say: t`Nothing of it is discarded, taken back or disposed of, whatever the schedule says, until two officers lift the hold. Readers are told nothing of it.`, waits: t`A legal hold waits for a second person.` },
    lift: { title: t`Lift the legal hold`, say: t`The schedule counts again, and it can be disposed of.`, waits: t`The end of the legal hold waits for a second person.` },
    dispose: { title: t`Dispose of it`, say: t`Its files, title and texts are erased for good, for everybody. What stays is a note that it was there, and a certificate for you. Whoever downloaded it is told to destroy their copy.`, waits: t`Its disposal waits for a second person.` },
  };
}

/** Asks for what takes two: nothing happens until another officer of the party agrees. */
export function KeepingDeed({ document, deed, onClose }: { document: DocumentView; deed: Deed; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const words = useKeepingWords()[deed];
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const asked = useMutation({
    mutationFn: () => call(`/documents/${document.id}/retention-requests`, { method: 'POST', body: { deed, reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['retention'] }); onClose(); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim().length >= least) asked.mutate();
  };
  return (
    <Dialog title={words.title} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{words.say}</p>
        <Note><Trans>It takes two: another officer of your party decides. Nothing happens until then.</Trans></Note>
        <TextArea
          label={t`Reason`} hint={deed === 'dispose' ? t`It stands in the certificate. Do not name what the document says.` : t`For your own officers; it is recorded.`} rows={3} maxLength={1000}
          error={tried && reason.trim().length < least ? t`Write at least ${least} characters.` : undefined} value={reason} onChange={({ target }) => setReason(target.value)}
        />
        {asked.error && <Failure problem={asProblem(asked.error)} />}
        <Actions><Button type="submit" look={deed === 'dispose' ? 'danger' : 'main'} busy={asked.isPending}>{t`Ask for it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
