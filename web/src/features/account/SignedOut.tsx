import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../api/client';
import type { Session } from '../../api/model';
import { sessionQuery } from '../../api/session';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Button } from '../../ui/actions/Button';
import { ButtonAnchor } from '../../ui/actions/Link';
import { Note } from '../../ui/state/Note';
import { signedOut } from '../../api/signed-out';

/** The session has ended under an open screen: sign in beside it, so that nothing typed is lost. `children` says what becomes of what waits elsewhere. */
export function SignedOut({ children }: { children?: ReactNode }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const goOn = async () => {
    const before = queries.getQueryData(sessionQuery.queryKey);
    const now = await call<Session>('/session').catch(() => null);
    if (!now?.signedIn) return setTried(true);
    // Another person or another delegation must not meet what the first one had on the screen.
    if (!before?.signedIn || before.user.id !== now.user.id || before.delegationId !== now.delegationId) return location.assign('/');
    setTried(false);
    signedOut.set(false);
    await queries.invalidateQueries();
  };
  return (
    <Dialog title={t`You are signed out`} open onClose={() => signedOut.set(false)}>
      <div className="stack">
        <p><Trans>Sign in again in a new tab, then go on here. What you typed is still on this page.</Trans></p>
        {children}
      </div>
      {tried && <Note look="warning" live><Trans>You are not signed in yet.</Trans></Note>}
      <Actions>
        <ButtonAnchor look="main" href="/sign-in" target="_blank" rel="noopener">{t`Sign in`}</ButtonAnchor>
        <Button onClick={() => void goOn()}>{t`Go on`}</Button>
      </Actions>
    </Dialog>
  );
}
