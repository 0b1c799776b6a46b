import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { providerQuery } from '../../api/federation';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { EndProvider } from './EndProvider';
import { ProviderForm } from './ProviderForm';
import './sign-in-settings.css';

/** The party's own identity provider: what to register there, what was entered here, and its end. */
export function Provider() {
  const { t } = useLingui();
  const [ending, setEnding] = useState(false);
  const [ended, setEnded] = useState(0);
  const { data, error, refetch } = useQuery(providerQuery);
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={4} />;
  const { provider, redirectUri, allows } = data;
  return (
    <div className="stack-wide">
      <p><Trans>With OpenID Connect your people enter with the account they use every day. Whoever comes for the first time waits until you admit them among your people; the service speaks for your people only.</Trans></p>
      {provider && <p className="row">{provider.enabled ? <Status look="good">{t`In use`}</Status> : <Status look="not-yet">{t`Not in use`}</Status>}<span className="muted"><Plural value={provider.people} _0="Nobody entered through it so far." one="One person entered through it so far." other="# people entered through it so far." /></span></p>}
      <div className="stack">
        <h3 id="redirect">{t`Register this address with your service`}</h3>
        <p className="small muted"><Trans>As a redirect address of a confidential client, to the letter:</Trans></p>
        <p className="sign-in-address mono" dir="ltr" translate="no" tabIndex={0} role="group" aria-labelledby="redirect">{redirectUri}</p>
      </div>
      <ProviderForm key={ended} provider={provider} />
      {provider && allows.includes('end') && <div className="stack"><h3>{t`Stop using it for good`}</h3><p className="small muted"><Trans>To pause it, untick “People may enter with it” instead.</Trans></p><div><Button look="danger" onClick={() => setEnding(true)}>{t`End this service`}</Button></div></div>}
      {ending && <EndProvider onClose={() => setEnding(false)} onEnded={() => setEnded(ended + 1)} />}
    </div>
  );
}
