import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { confirmGenerator, newGenerator, removeFactor, type Factors } from '../../api/factors';
import { Button } from '../../ui/actions/Button';
import { Dialog } from '../../ui/actions/Dialog';
import { CodeForm } from '../../ui/fields/CodeForm';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { useChange } from './changes';
import { Confirm } from './Confirm';
import { OnceCodes } from './OnceCodes';
import { Refused } from './Refused';

/** One-time codes from an app, which go with a password; hidden where the party lets its people use passkeys only. */
export function Generator({ factors: { codes, passwordsAllowed } }: { factors: Factors }) {
  const { t } = useLingui();
  const [doing, setDoing] = useState<'set-up' | 'remove' | null>(null);
  const [recovery, setRecovery] = useState<string[]>([]);
  if (!codes && !passwordsAllowed) return null;
  return (
    <section aria-labelledby="one-time-codes" className="stack-tight">
      <h3 id="one-time-codes">{t`One-time codes`}</h3>
      {codes ? <Status look="good">{t`An authenticator app is set up`}</Status> : <p className="muted">{t`An app on your phone shows six digits that go with your password.`}</p>}
      <div className="row">
        {passwordsAllowed && <Button onClick={() => setDoing('set-up')}>{codes ? t`Set up another app instead` : t`Set up an authenticator app`}</Button>}
        {codes && <Button onClick={() => setDoing('remove')}>{t`Remove the app`}</Button>}
      </div>
      {doing === 'set-up' && <SetUp onClose={() => setDoing(null)} onCodes={setRecovery} />}
      {doing === 'remove' && <Confirm title={t`Remove the authenticator app?`} deed={t`Remove`} change={() => removeFactor('code-generator')} onClose={() => setDoing(null)}><Trans>Its codes will no longer be taken. Your other sessions end.</Trans></Confirm>}
      {recovery.length > 0 && <OnceCodes codes={recovery} onClose={() => setRecovery([])} />}
    </section>
  );
}

function SetUp({ onClose, onCodes }: { onClose: () => void; onCodes: (codes: string[]) => void }) {
  const { t } = useLingui();
  const begun = useQuery({ queryKey: ['new-generator'], queryFn: newGenerator, gcTime: 0, staleTime: Infinity, retry: false });
  const picture = usePicture(begun.data?.picture);
  const done = useChange(confirmGenerator, (codes: string[]) => { onCodes(codes); onClose(); });
  return (
    <Dialog title={t`Set up an authenticator app`} open onClose={onClose}>
      <div className="stack">
        <Refused error={begun.error ?? done.error} />
        {begun.isPending && <Skeleton rows={4} />}
        {begun.data && (
          <>
            <p><Trans>Scan the picture with the app, or type the key. Then type the code the app shows.</Trans></p>
            {picture && <img className="qr" src={picture} alt={t`QR code with the key below`} />}
            <p>{t`Key`}: <code dir="ltr" className="mono">{(begun.data.secret.match(/.{1,4}/g) ?? []).join(' ')}</code></p>
            <CodeForm deed={t`Confirm`} main busy={done.isPending} onCode={(code) => done.mutate(code)} />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The drawing as an address: the page takes no markup from anywhere. */
function usePicture(svg: string | undefined): string | undefined {
  const address = useMemo(() => svg && URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })), [svg]);
  useEffect(() => () => { if (address) URL.revokeObjectURL(address); }, [address]);
  return address;
}
