import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { attendanceQuery, cohortQuery } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Presence } from './Presence';
import { useHours } from './useHours';
import './cohorts.css';

/** One class: who takes part and how long each was there; as a sheet to sign when it is printed. */
export function ClassScreen({ id }: { id: string }) {
  const { t } = useLingui();
  const hours = useHours();
  const { data, error, refetch } = useQuery(attendanceQuery(id));
  const cohort = useQuery({ ...cohortQuery(data?.class.cohortId ?? ''), enabled: Boolean(data) }).data;
  return (
    <Page title={t`Attendance`}>
      {error && <Failure whole problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <>
          <PageHead title={<bdi dir="auto">{data.class.title}</bdi>} action={<span className="screen-only"><Button onClick={() => window.print()}>{t`Print the sheet`}</Button></span>}>
            {hours(data.class)}{data.class.place && <> · <bdi dir="auto">{data.class.place}</bdi></>}
          </PageHead>
          <div className="stack">
            {cohort && <p><Link to="/cohorts/$id" params={{ id: cohort.id }}>{cohort.course ? <bdi dir="auto">{cohort.course.title}</bdi> : <Trans>Cohort</Trans>}</Link></p>}
            <Presence key={data.items.map((item) => `${item.enrolmentId}${item.notes.length}`).join()} sheet={data} />
          </div>
        </>
      )}
    </Page>
  );
}
