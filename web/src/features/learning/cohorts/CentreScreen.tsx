import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { centreCohortsQuery } from '../../../api/cohorts';
import { asProblem, hasStatus } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { CohortCard } from './CohortCard';
import './cohorts.css';

/** What the centre of one's own party runs, for its training coordinators. */
export function CentreScreen() {
  const { t } = useLingui();
  const { party: { code: party } } = useSession();
  const { data, error, refetch } = useQuery(centreCohortsQuery);
  return (
    <Page title={t`Cohorts of our centre`}>
      <PageHead title={t`Cohorts of our centre`}><Trans>Allot seats to parties, open them for nominations, and see who comes.</Trans></PageHead>
      {hasStatus(error, 403) ? <Note title={t`This is for training coordinators.`}>{t`Your party’s focal point gives that role.`}</Note> : error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.items.length === 0 && <EmptyState title={t`No cohort yet`}>{t`The originator of a course names the centre that runs a cohort, on the page of the course.`}</EmptyState>}
      <ul className="cohort-list measure">{data?.items.map((cohort) => <li key={cohort.id}><CohortCard cohort={cohort} own={party} /></li>)}</ul>
    </Page>
  );
}
