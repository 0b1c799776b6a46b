import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Status } from '../../../ui/state/Status';
import type { DraftKeeper } from './mark-draft';

interface DraftStateProps {
  id: string;
  keeper: DraftKeeper;
  /** Takes what the server has, in place of what is here. */
  onTake: () => Promise<void>;
  /** Keeps what is here, over what the server has. */
  onKeep: () => Promise<void>;
  onDiscard: () => Promise<void>;
}

/** Whether marks that were not given yet are kept, since when, and the way to be rid of them. */
export function DraftState({ id, keeper, onTake, onKeep, onDiscard }: DraftStateProps) {
  const { t } = useLingui();
  const { date } = useFormats();
  const [asked, ask] = useState(false);
  const resolved = useMutation({ mutationFn: (deed: () => Promise<void>) => deed() });
  const discarded = useMutation({
    mutationFn: async () => {
      await keeper.stop();
      await call(`/attempts/${id}/grades/draft`, { method: 'DELETE' });
      await onDiscard();
    },
    onSuccess: () => ask(false),
    onError: () => keeper.resume(),
  });
  const { fate, savedAt } = keeper;
  const when = savedAt && date(savedAt, 'moment');
  if (fate === 'elsewhere') {
    return (
      <Note look="warning" live title={t`You went on with these marks elsewhere.`}>
        <p><Trans>In another window or on another device. What you typed here is still here, and not kept there.</Trans></p>
        {resolved.error && <Failure problem={asProblem(resolved.error)} />}
        <p className="row"><Button size="small" busy={resolved.isPending} onClick={() => resolved.mutate(onTake)}>{t`Show what is kept there`}</Button><Button size="small" busy={resolved.isPending} onClick={() => resolved.mutate(onKeep)}>{t`Keep what is here`}</Button></p>
      </Note>
    );
  }
  const said = { none: null, saved: when && t`Saved as a draft on ${when}. Only you see it.`, waiting: t`Being saved as a draft.`, 'held-up': t`Not saved as a draft yet. It is tried again until it is.` }[fate];
  return (
    <div className="row">
      <p role="status">{said && <Status look={fate === 'saved' ? 'good' : fate === 'waiting' ? 'not-yet' : 'attention'}>{said}</Status>}</p>
      {fate !== 'none' && <LinkButton onClick={() => ask(true)}>{t`Discard the draft`}</LinkButton>}
      <Dialog title={t`Discard the draft?`} open={asked} onClose={() => ask(false)}>
        <div className="stack">
          <p><Trans>The points and comments you typed and did not give are gone then, here and on other devices. Marks that were given stay.</Trans></p>
          {discarded.error && <Failure problem={asProblem(discarded.error)} />}
          <Actions><Button look="danger" busy={discarded.isPending} onClick={() => discarded.mutate()}>{t`Discard`}</Button><Button onClick={() => ask(false)}>{t`Cancel`}</Button></Actions>
        </div>
      </Dialog>
    </div>
  );
}
