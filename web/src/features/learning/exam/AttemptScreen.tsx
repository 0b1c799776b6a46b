import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { attemptQuery } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { Page } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { Outcome } from './Outcome';
import { Sitting } from './Sitting';
import './exam.css';

/** For the staff of a cohort, with texts of its own. */
const StaffAttempt = later(async () => (await worded(import('../assessing/assessing'))).StaffAttempt, <Skeleton />);

/** An attempt while it runs, and what came of it. */
export function AttemptScreen() {
  const { id } = useParams({ from: '/learning/attempts/$id' });
  const { t } = useLingui();
  // A device that slept counted no time: whoever comes back is told anew.
  const attempt = useQuery({ ...attemptQuery(id), refetchOnMount: 'always', refetchOnWindowFocus: 'always' });
  return (
    <Page title={attempt.data?.lesson.title ?? t`Examination`}>
      {attempt.isPending && <Skeleton />}
      {attempt.error && !attempt.data && <Failure whole problem={asProblem(attempt.error)} onRetry={() => void attempt.refetch()} />}
      {attempt.data?.trainee && <StaffAttempt attempt={attempt.data} onChanged={() => void attempt.refetch()} />}
      {attempt.data && !attempt.data.trainee && (attempt.data.state === 'in_progress' ? <Sitting key={attempt.data.id} attempt={attempt.data} onOver={() => void attempt.refetch()} /> : <Outcome attempt={attempt.data} />)}
    </Page>
  );
}
