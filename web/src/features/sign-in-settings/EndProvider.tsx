import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Failure } from '../../ui/state/Failure';

/** There is no way back: a service that is configured anew meets everybody for the first time. */
export function EndProvider({ onClose, onEnded }: { onClose: () => void; onEnded: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const ended = useMutation({
    mutationFn: () => call('/identity-provider', { method: 'DELETE' }),
    onSuccess: async () => { await Promise.all(['identity-provider', 'provider-links', 'sign-in-policy'].map((key) => queries.invalidateQueries({ queryKey: [key] }))); onEnded(); onClose(); },
  });
  return (
    <Dialog title={t`End this service?`} open onClose={onClose}>
      <div className="stack">
        <p><Trans>Everybody who came through it is signed out now, and its accounts enter no longer. If you configure a service again, the same one or another, you admit people anew. Passkeys and passwords stay as they are.</Trans></p>
        {ended.error && <Failure problem={asProblem(ended.error)} />}
        <Actions><Button look="danger" busy={ended.isPending} onClick={() => ended.mutate()}>{t`End it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </div>
    </Dialog>
  );
}
