import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endOtherSessions, endSession, sessionsQuery } from '../../api/own-access';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { useChange } from './changes';
import { Confirm } from './Confirm';

/** The devices on which the person is signed in. */
export function Sessions() {
  const { t } = useLingui();
  const { date, ago } = useFormats();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const ended = useChange(endSession);
  const [all, setAll] = useState(false);
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <div className="stack">
      <ul className="rows">
        {data.map(({ id, agent, address, createdAt, lastSeenAt, current, shared }) => (
          <li key={id}>
            <div>
              <p><strong><bdi dir="ltr">{agent ?? t`Unknown browser`}</bdi></strong> {current && <Status look="good">{t`This device`}</Status>}</p>
              <Meta>{address ? <bdi key="address" dir="ltr" className="mono">{address}</bdi> : ''}{t`signed in ${date(createdAt, 'moment')}`}{current ? '' : t`last active ${ago(lastSeenAt)}`}{shared ? t`shared computer` : ''}</Meta>
            </div>
            {!current && <Button size="small" busy={ended.isPending} onClick={() => ended.mutate(id)}>{t`Sign out`}<span className="hidden-text"> {agent}</span></Button>}
          </li>
        ))}
      </ul>
      {ended.error && <Failure problem={asProblem(ended.error)} />}
      {data.length > 1 && <div><Button onClick={() => setAll(true)}>{t`Sign out everywhere else`}</Button></div>}
      {all && <Confirm title={t`Sign out everywhere else?`} deed={t`Sign out`} change={endOtherSessions} onClose={() => setAll(false)}><Trans>Every other device has to sign in again. Unsaved work there is lost.</Trans></Confirm>}
    </div>
  );
}
