import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/client';
import { classesQuery, cohortsKey, type Cohort, type CohortClass } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { ClassDialog } from './ClassDialog';
import { useHours } from './useHours';

/** The classes of a cohort: for its staff to plan and to note who came, for a trainee with how long they were there. */
export function Classes({ cohort }: { cohort: Cohort }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const hours = useHours();
  const queries = useQueryClient();
  const [planned, plan] = useState<CohortClass | 'new' | null>(null);
  const { data, error, refetch } = useQuery(classesQuery(cohort.id));
  const cancelled = useMutation({ mutationFn: (id: string) => call(`/classes/${id}/cancellation`, { method: 'PUT', body: {} }), onSuccess: () => queries.invalidateQueries({ queryKey: cohortsKey }) });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  const teaches = cohort.allows.includes('teach');
  return (
    <div className="stack measure">
      {data.items.length === 0 && <p className="muted">{t`No classes yet.`}</p>}
      <ul className="class-list">
        {data.items.map((held) => (
          <li key={held.id} className={held.isCancelled ? 'class-off' : undefined}>
            <p>{held.allows.includes('note') ? <Link to="/cohorts/$id/$part" params={{ id: cohort.id, part: held.id }}><bdi dir="auto">{held.title}</bdi></Link> : <strong><bdi dir="auto">{held.title}</bdi></strong>}</p>
            <p className="small">{hours(held)}{held.place && <> · <bdi dir="auto">{held.place}</bdi></>}</p>
            <p className="small muted numbers">
              {held.isCancelled ? t`Cancelled` : held.noted !== null ? t`${number(held.noted)} noted` : held.ownMinutes === null ? t`Not noted yet` : t`You were there for ${number(held.ownMinutes)} of ${number(held.minutes)} minutes`}
            </p>
            {held.allows.includes('plan') && <span className="row"><Button size="small" onClick={() => plan(held)}>{t`Change`}</Button><Button size="small" busy={cancelled.isPending} onClick={() => cancelled.mutate(held.id)}>{t`Cancel this class`}</Button></span>}
          </li>
        ))}
      </ul>
      {cancelled.error && <Failure problem={asProblem(cancelled.error)} />}
      {teaches && <div><Button icon="plus" onClick={() => plan('new')}>{t`Plan a class`}</Button></div>}
      {planned && <ClassDialog cohort={cohort} held={planned === 'new' ? null : planned} onClose={() => plan(null)} />}
    </div>
  );
}
