import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/client';
import { cohortsKey, cohortsOfQuery, type Cohort } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { useMayEver, useSession } from '../../../api/session';
import { Button } from '../../../ui/actions/Button';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { CohortCard } from './CohortCard';
import { PlanDialog } from './PlanDialog';
import './cohorts.css';

/** When and where a course is held; a trainee asks for a place, its originator plans another cohort. */
export function CourseCohortsScreen({ course }: { course: string }) {
  const { t } = useLingui();
  const { party: { code: party } } = useSession();
  const plans = useMayEver('create:cohort');
  const [planning, plan] = useState(false);
  const { data, error, refetch } = useQuery(cohortsOfQuery(course));
  return (
    <Page title={t`Dates and places`}>
      <PageHead title={t`Dates and places`} action={plans && <Button look="main" icon="plus" onClick={() => plan(true)}>{t`Plan a cohort`}</Button>}>
        <Trans>Places are given by party: yours has its seats, and its focal point for training decides who is sent.</Trans>
      </PageHead>
      {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.items.length === 0 && <EmptyState title={t`No dates yet`}>{t`Nothing is planned for this course at present.`}</EmptyState>}
      <ul className="cohort-list measure">{data?.items.map((cohort) => <li key={cohort.id}><CohortCard cohort={cohort} own={party}>{cohort.state === 'open' && <Ask course={course} cohort={cohort} />}</CohortCard></li>)}</ul>
      {planning && <PlanDialog course={course} onClose={() => plan(false)} />}
    </Page>
  );
}

function Ask({ course, cohort: { id, quotas } }: { course: string; cohort: Cohort }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const asked = useMutation({
    mutationFn: () => call(`/courses/${course}/enrolments`, { method: 'POST', body: { cohortId: id } }),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: cohortsKey }), queries.invalidateQueries({ queryKey: ['enrolments'] })]),
  });
  if (quotas.length === 0) return null;
  if (asked.isSuccess) return <Note look="good" live title={t`You asked for a place.`}><Trans>The focal point for training of your party decides.</Trans></Note>;
  return <>{asked.error && <Failure problem={asProblem(asked.error)} />}<div className="row"><Button busy={asked.isPending} onClick={() => asked.mutate()}>{t`Ask for a place`}</Button></div></>;
}
