import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import type { Nomination } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { NominationDialog, type DeedName } from './NominationDialog';

/** What can be done with a nomination now; and where the next step is not one's own, why. */
export function NominationDeeds({ nomination, officer }: { nomination: Nomination; officer: boolean }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [deed, setDeed] = useState<DeedName | null>(null);
  const { id, state, letter, allows, whyNot } = nomination;
  const invited = useMutation({ mutationFn: () => call(`/nominations/${id}/invitations`, { method: 'POST', body: {} }), onSuccess: () => queries.invalidateQueries({ queryKey: ['nominations'] }) });
  const waits = state === 'nominated' || state === 'checked';
  const may = (verb: string) => allows.includes(verb);
  const step = state === 'nominated' ? 'check' : 'approve';
  const ready = letter !== null && letter.scan !== 'pending' && letter.scan !== 'rejected' && letter.scan !== 'infected';
  return (
    <>
      {whyNot && waits && <Note title={step === 'approve' ? t`The approval is for another officer.` : t`The check is for another officer.`}><bdi dir="auto" lang="en">{whyNot}</bdi></Note>}
      {invited.isSuccess && <Note look="good" live title={t`A new invitation is on its way; the earlier one no longer works.`} />}
      {invited.error && <Failure problem={asProblem(invited.error)} />}
      <div className="row">
        {officer && waits && may(step) && ready && <Button look="main" size="small" icon="check" onClick={() => setDeed(step)}>{step === 'check' ? t`The sender is verified` : t`Approve and invite`}</Button>}
        {officer && waits && <Button size="small" icon="mail" onClick={() => setDeed('ask')}>{t`Ask`}</Button>}
        {!officer && waits && may('answer') && <Button size="small" icon="mail" onClick={() => setDeed('answer')}>{t`Write to the secretariat`}</Button>}
        {waits && may('refuse') && <Button size="small" icon="x" look="danger" onClick={() => setDeed('refuse')}>{t`Refuse`}</Button>}
        {waits && may('withdraw') && <Button size="small" icon="x" onClick={() => setDeed('withdraw')}>{t`Withdraw`}</Button>}
        {state === 'approved' && may('invite') && <Button size="small" icon="send" busy={invited.isPending} onClick={() => invited.mutate()}>{t`Send the invitation again`}</Button>}
        {officer && waits && !letter && <span className="small muted"><Trans>Nothing can be checked before the letter is there.</Trans></span>}
      </div>
      {deed && <NominationDialog nomination={nomination} name={deed} onClose={() => setDeed(null)} />}
    </>
  );
}
