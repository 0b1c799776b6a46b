import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { removeFactor, type Factors, type Passkey } from '../../api/factors';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';
import { Confirm } from './Confirm';
import { NamePasskey, NewPasskey } from './NewPasskey';
import { OnceCodes } from './OnceCodes';

/** The person's passkeys; one alone is asked to get company. */
export function Passkeys({ factors: { passkeys, passkeysPossible } }: { factors: Factors }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const usable = passkeys.filter(({ suspended }) => !suspended).length;
  const possible = passkeysPossible && browserSupportsWebAuthn();
  return (
    <section aria-labelledby="passkeys" className="stack">
      <h3 id="passkeys">{t`Passkeys`}</h3>
      {usable === 1 && <Note look="warning" title={t`Make a second passkey.`}><Trans>If this one is lost, only a recovery code or a reset by two officers lets you in.</Trans></Note>}
      {passkeys.length === 0 && <p className="muted">{t`You have none yet. A passkey cannot be guessed, reused or given away by mistake.`}</p>}
      {passkeys.length > 0 && <ul className="rows">{passkeys.map((passkey) => <Row key={passkey.id} passkey={passkey} />)}</ul>}
      {possible ? <div><Button icon="plus" look={usable < 2 ? 'main' : 'plain'} onClick={() => setAdding(true)}>{t`Add a passkey`}</Button></div>
        : <Note><Trans>Passkeys can be added where the portal is opened under its name, in a browser that knows them.</Trans></Note>}
      {adding && <NewPasskey onClose={() => setAdding(false)} onCodes={setCodes} />}
      {codes.length > 0 && <OnceCodes codes={codes} onClose={() => setCodes([])} />}
    </section>
  );
}

function Row({ passkey: { id, name, synced, createdAt, lastUsedAt, suspended } }: { passkey: Passkey }) {
  const { t } = useLingui();
  const { date, ago } = useFormats();
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  return (
    <li>
      <div>
        <p><strong><bdi>{name}</bdi></strong> {suspended && <Status look="bad">{t`No longer accepted`}</Status>}</p>
        <Meta>{t`made ${date(createdAt)}`}{lastUsedAt ? t`last used ${ago(lastUsedAt)}` : t`not used yet`}{synced ? t`kept in step across your devices` : ''}</Meta>
        {suspended && <p className="small"><Trans>It answered as a copy would. Remove it, and make a new one.</Trans></p>}
      </div>
      <div className="row">
        <Button size="small" onClick={() => setDoing('rename')}>{t`Rename`}<span className="hidden-text"> {name}</span></Button>
        <Button size="small" onClick={() => setDoing('remove')}>{t`Remove`}<span className="hidden-text"> {name}</span></Button>
      </div>
      {doing === 'rename' && <NamePasskey id={id} name={name} onClose={() => setDoing(null)} />}
      {doing === 'remove' && (
        <Confirm title={t`Remove this passkey?`} deed={t`Remove`} change={() => removeFactor(`passkeys/${id}`)} onClose={() => setDoing(null)}>
          <Trans>“{name}” will no longer let you in. Your other sessions end.</Trans>
        </Confirm>
      )}
    </li>
  );
}
