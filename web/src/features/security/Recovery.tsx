import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { drawCodes, type Factors } from '../../api/factors';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Note } from '../../ui/state/Note';
import { useChange } from './changes';
import { OnceCodes } from './OnceCodes';
import { Refused } from './Refused';

/** Codes for the day the passkey is lost: how many are left, and new ones. */
export function Recovery({ factors: { recoveryCodesLeft: left } }: { factors: Factors }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const drawn = useChange(drawCodes, (fresh: string[]) => { setAsking(false); setCodes(fresh); });
  return (
    <section aria-labelledby="recovery-codes" className="stack-tight">
      <h3 id="recovery-codes">{t`Recovery codes`}</h3>
      <p><Plural value={left} _0="None is left." one="# of 10 is left." other="# of 10 are left." /> <span className="muted">{t`One of them lets you in to make a new passkey when yours is lost.`}</span></p>
      {left < 3 && <Note look="warning">{t`Draw new ones while you can sign in.`}</Note>}
      <div><Button onClick={() => setAsking(true)}>{t`Draw new recovery codes`}</Button></div>
      {asking && (
        <Dialog title={t`Draw new recovery codes?`} open onClose={() => setAsking(false)}>
          <div className="stack">
            <p><Trans>You get ten new ones, shown once. Those you have are void from then on.</Trans></p>
            <Refused error={drawn.error} />
            <Actions><Button look="main" busy={drawn.isPending} onClick={() => drawn.mutate()}>{t`Draw them`}</Button><Button onClick={() => setAsking(false)}>{t`Cancel`}</Button></Actions>
          </div>
        </Dialog>
      )}
      {codes.length > 0 && <OnceCodes codes={codes} onClose={() => setCodes([])} />}
    </section>
  );
}
