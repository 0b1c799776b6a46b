import { Plural, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { audiencesQuery } from '../../api/directory';
import { audiencesOnDay } from '../../api/membership';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Code } from '../../ui/data/Code';
import { Meta } from '../../ui/data/Meta';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { NewAudience } from './NewAudience';

/** Named expressions over parties and bodies that a marking can name; evaluated anew whenever somebody acts. */
export function Audiences({ day }: { /** Whose parties are shown; '' is today. */ day: string }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const mayName = useMayEver('create:audience');
  const [naming, setNaming] = useState(false);
  const { data, error, refetch } = useQuery(day ? audiencesOnDay(day) : audiencesQuery);
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <div className="stack">
      {data.length === 0 && <EmptyState title={t`No audiences yet`}>{t`An audience is a name for parties you release to often.`}</EmptyState>}
      <ul className="audiences">
        {data.map(({ id, name, expression, parties, until, originator }) => (
          <li key={id} className="card">
            <h2><bdi dir="auto">{name}</bdi></h2>
            <Meta><bdi className="mono" dir="ltr">{expression}</bdi>{t`named by ${originator}`}{until ? t`until ${date(until)}` : ''}</Meta>
            <details><summary className="link-button">{day ? <Plural value={parties.length} one="# party" other="# parties" /> : <Plural value={parties.length} one="# party today" other="# parties today" />}</summary><p className="codes">{parties.map((code) => <Code key={code}>{code}</Code>)}</p></details>
          </li>
        ))}
      </ul>
      {mayName && <div><Button icon="plus" onClick={() => setNaming(true)}>{t`Name an audience`}</Button></div>}
      {naming && <NewAudience onClose={() => setNaming(false)} />}
    </div>
  );
}
