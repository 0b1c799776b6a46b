import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { factorsQuery, isProvenNow, proveByClick, proveByCode, proveByPasskey } from '../../api/factors';
import { asProblem, ProblemError } from '../../api/problem';
import { useSession } from '../../api/session';
import { signedOut } from '../../api/signed-out';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Button } from '../../ui/actions/Button';
import { ButtonAnchor } from '../../ui/actions/Link';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { CodeForm } from '../../ui/fields/CodeForm';

/** Over whatever is open: asks who is there before something weighty is done. Behind it nothing typed is lost. */
export function StepUp({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  const { t } = useLingui();
  const { demo } = useSession();
  const { data: factors, error, refetch } = useQuery({ ...factorsQuery, staleTime: 0 });
  const { prove, busy, refused } = useProof(onAnswer);
  const byPasskey = browserSupportsWebAuthn() && factors?.passkeysPossible && factors.passkeys.some(({ suspended }) => !suspended);
  const byClick = demo && factors && factors.passkeys.length === 0 && !factors.codes;
  const ways = useRef<HTMLDivElement>(null);
  useEffect(() => { if (factors) ways.current?.querySelector<HTMLElement>('input, .button-main')?.focus(); }, [factors]);
  const beside = factors && !byPasskey && !factors.codes && !byClick;
  return (
    <Dialog title={t`Confirm that it is you`} open onClose={() => onAnswer(false)}>
      <div className="stack" ref={ways}>
        <p><Trans>What you are doing takes a fresh confirmation. It then goes on by itself, and holds for five minutes.</Trans></p>
        {refused && <Note look="danger"><span role="alert">{refused}</span></Note>}
        {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
        {!factors && !error && <Skeleton rows={2} />}
        {byPasskey && <><Button look="main" wide busy={busy} onClick={() => prove(proveByPasskey)}>{t`Use your passkey`}</Button><p className="small muted">{t`Fingerprint, face, PIN or security key.`}</p></>}
        {factors?.codes && <CodeForm deed={t`Confirm`} main={!byPasskey} busy={busy} onCode={(code) => prove(() => proveByCode(code))} />}
        {byClick && <><p className="small muted">{t`In the demonstration a click stands for your passkey.`}</p><Button look="main" wide busy={busy} onClick={() => prove(proveByClick)}>{t`It is me`}</Button></>}
        {beside && <p><Trans>Sign in again in a new tab, then go on here. What you typed is still on this page.</Trans></p>}
        <Actions>
          {beside && <><ButtonAnchor look="main" href="/sign-in" target="_blank" rel="noopener">{t`Sign in`}</ButtonAnchor><Button busy={busy} onClick={() => prove(signedInBeside)}>{t`Go on`}</Button></>}
          <Button onClick={() => onAnswer(false)}>{t`Cancel`}</Button>
        </Actions>
      </div>
    </Dialog>
  );
}

async function signedInBeside(): Promise<void> {
  if (!(await isProvenNow())) throw new Error('not proven');
}

/** Runs one way of proving; tells what was wrong, and ends when the session did. */
function useProof(onAnswer: (confirmed: boolean) => void) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const prove = async (way: () => Promise<void>) => {
    setBusy(true);
    setRefused('');
    try {
      await way();
      onAnswer(true);
    } catch (error) {
      setBusy(false);
      if (!(error instanceof ProblemError)) return setRefused(t`Nothing was confirmed. Try again, or use another way.`);
      if (error.status === 0) return setRefused(t`The server was not reached. What you typed is still here.`);
      if (error.type === '/problems/not-signed-in') { onAnswer(false); signedOut.set(true); }
      setRefused(error.type === '/problems/sign-in-refused' ? t`That was not accepted. Try again, or use another way.` : error.message);
    }
  };
  return { busy, refused, prove: (way: () => Promise<void>) => void prove(way) };
}
