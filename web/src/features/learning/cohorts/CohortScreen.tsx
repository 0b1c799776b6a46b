import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../api/client';
import { cohortQuery, cohortsKey, type Cohort } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Code } from '../../../ui/data/Code';
import { Pairs } from '../../../ui/data/Pairs';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { Chapter, Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Status } from '../../../ui/state/Status';
import { CancelDialog } from './CancelDialog';
import { Classes } from './Classes';
import { PlanDialog } from './PlanDialog';
import { Quotas } from './Quotas';
import { Roster } from './Roster';
import { Staff } from './Staff';
import { looks, useStates, useWhen } from './words';
import './cohorts.css';

/** Brings its own texts, for the staff alone. */
const CohortAttempts = later(async () => (await worded(import('../assessing/assessing'))).CohortAttempts);

/** One cohort: its plan, its seats by party, and who is in it, as far as one may see that. */
export function CohortScreen() {
  const { id = '' } = useParams({ strict: false });
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(cohortQuery(id));
  return (
    <Page title={t`Cohort`}>
      {error && <Failure whole problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && <Plan cohort={data} />}
    </Page>
  );
}

function Plan({ cohort }: { cohort: Cohort }) {
  const { t } = useLingui();
  const { date, number } = useFormats();
  const { party: { code: party } } = useSession();
  const queries = useQueryClient();
  const states = useStates();
  const when = useWhen();
  const [dialog, open] = useState<'plan' | 'cancel' | null>(null);
  const { id, course, centre, capacity, state, reason, releaseAt, confirms, pool, poolUsed, enrolmentId, allows } = cohort;
  const moved = useMutation({
    mutationFn: (to: 'opening' | 'closing') => call(`/cohorts/${id}/${to}`, { method: 'PUT', body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: cohortsKey }),
  });
  return (
    <>
      <PageHead title={course ? <bdi dir="auto">{course.title}</bdi> : t`Cohort`}>{when(cohort)}</PageHead>
      <div className="measure stack">
        <Pairs pairs={[
          [t`State`, <Status key="state" look={looks[state]}>{states[state]}</Status>], [t`Why`, reason && <bdi dir="auto">{reason}</bdi>], [t`Run by`, <Code key="centre">{centre}</Code>],
          [t`Seats in all`, number(capacity)], [t`For all parties`, pool === null ? null : t`${poolUsed ?? 0} of ${pool} taken`], [t`Reserved seats released`, releaseAt && date(releaseAt, 'moment')],
          [t`Places are offered`, confirms ? t`once the centre confirmed them` : null],
          [t`Course`, course && <Link key="course" to="/cohorts/$id/$part" params={{ id: 'of', part: course.id }}>{t`All dates of ${course.code}`}</Link>],
        ]} />
        {moved.error && <Failure problem={asProblem(moved.error)} />}
        <div className="row">
          {allows.includes('open') && <Button look="main" busy={moved.isPending} onClick={() => moved.mutate('opening')}>{t`Open for nominations`}</Button>}
          {allows.includes('close') && <Button busy={moved.isPending} onClick={() => moved.mutate('closing')}>{t`Close nominations`}</Button>}
          {allows.includes('edit') && <Button icon="pen" onClick={() => open('plan')}>{t`Change the plan`}</Button>}
          {allows.includes('cancel') && <Button look="danger" onClick={() => open('cancel')}>{t`Cancel the cohort`}</Button>}
        </div>
      </div>
      <Chapter id="seats" title={centre === party ? t`Seats by party` : t`Seats of your party`}><Quotas cohort={cohort} /></Chapter>
      <Chapter id="roster" title={t`Who is in it`}><Roster cohort={cohort} /></Chapter>
      {(allows.includes('teach') || enrolmentId) && <Chapter id="classes" title={t`Classes`}><Classes cohort={cohort} /></Chapter>}
      <CohortAttempts cohort={id} />
      {allows.includes('appoint') && <Chapter id="staff" title={t`Who teaches`}><Staff cohort={cohort} /></Chapter>}
      {dialog === 'plan' && <PlanDialog cohort={cohort} onClose={() => open(null)} />}
      {dialog === 'cancel' && <CancelDialog id={id} onClose={() => open(null)} />}
    </>
  );
}
