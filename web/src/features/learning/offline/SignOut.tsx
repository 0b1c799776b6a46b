import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Note } from '../../../ui/state/Note';
import { leaveWithout, wayOut, type Asks } from './leaving';

interface SignOutProps { user: string; onStay: () => void }

/** The way out. What waits on this device is sent first; what cannot be sent is lost with it, so that the person is asked. Without anything of that kind nothing is shown. */
export function SignOut(props: SignOutProps) {
  const [turn, setTurn] = useState(0);
  return <WayOut key={turn} {...props} onAgain={() => setTurn(turn + 1)} />;
}

function WayOut({ user, onStay, onAgain }: SignOutProps & { onAgain: () => void }) {
  const { t } = useLingui();
  const [asks, setAsks] = useState<Asks | null>(null);
  useEffect(() => {
    const stays = new AbortController();
    void wayOut(user, setAsks, stays.signal);
    return () => stays.abort();
  }, [user]);

  if (asks === null) return null;
  if (asks === 'sending') return <Dialog title={t`Signing out`} open onClose={onStay}><p role="status"><Trans>What waits on this device is being sent first…</Trans></p><Actions><Stay onStay={onStay} /></Actions></Dialog>;
  if (asks === 'unreached') {
    return (
      <Dialog title={t`You are still signed in`} open onClose={onStay}>
        <p><Trans>The portal was not reached, so your session could not be ended.</Trans></p>
        <Actions><Button look="main" onClick={onAgain}>{t`Try again`}</Button><Stay onStay={onStay} /></Actions>
      </Dialog>
    );
  }
  return (
    <Dialog title={asks.all > 0 ? t`Sign out and lose what waits?` : t`Sign out without a line?`} open onClose={onStay}>
      <div className="stack">
        {asks.all > 0 && (
          <Note look="warning" title={t`Not sent yet:`}>
            <ul>
              {asks.answers > 0 && <li><Plural value={asks.answers} one="# answer" other="# answers" /></li>}
              {asks.places > 0 && <li><Plural value={asks.places} one="# place where you were in a lesson" other="# places where you were in a lesson" /></li>}
            </ul>
          </Note>
        )}
        {asks.all > 0 && <p>{asks.isReached ? <Trans>The portal does not take them at this moment. Signing out now loses them; if you stay, they are sent as soon as it does.</Trans> : <Trans>There is no line. Signing out now loses them; if you stay, they are sent when the line is back.</Trans>}</p>}
        <p><Trans>Signing out removes every course kept on this device.</Trans>{!asks.isReached && <> <Trans>Your session itself ends the next time this browser reaches the portal.</Trans></>}</p>
      </div>
      <Actions>
        <Stay onStay={onStay} />
        <Button look="danger" onClick={() => void leaveWithout(user)}>{asks.all > 0 ? t`Sign out and lose them` : t`Sign out here`}</Button>
      </Actions>
    </Dialog>
  );
}

/** Where the focus is: pressing Enter loses nothing. */
function Stay({ onStay }: { onStay: () => void }) {
  const { t } = useLingui();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return <Button ref={button} onClick={onStay}>{t`Stay signed in`}</Button>;
}
