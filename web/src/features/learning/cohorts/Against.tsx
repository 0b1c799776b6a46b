import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { cohortQuery } from '../../../api/cohorts';
import { useSession } from '../../../api/session';
import { Link } from '../../../ui/actions/Link';
import { Seats } from './Seats';
import { useWhen } from './words';

/** The cohort a nominee is for, and how the party stands with its seats there. */
export function Against({ cohort }: { cohort: string }) {
  const { t } = useLingui();
  const { party: { code: party } } = useSession();
  const when = useWhen();
  const { data } = useQuery(cohortQuery(cohort));
  if (!data) return null;
  const ours = data.quotas.find((quota) => quota.party === party);
  return <><p><Link to="/cohorts/$id" params={{ id: cohort }}>{when(data)}</Link></p>{ours && <Seats label={t`Seats of your party`} quota={ours} />}</>;
}
