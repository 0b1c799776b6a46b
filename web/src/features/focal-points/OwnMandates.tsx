import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { partyFocalPointsQuery } from '../../api/focal-points';
import { useSession } from '../../api/session';
import { Link } from '../../ui/actions/Link';
import { Note } from '../../ui/state/Note';
import { daysLeft } from './due';

/** Tells somebody whose own mandate is to be confirmed soon, or should have been. */
export function OwnMandates() {
  const { t } = useLingui();
  const { party } = useSession();
  const { data } = useQuery(partyFocalPointsQuery(party.code));
  const due = data?.focalPoints.find((point) => point.own && (daysLeft(point) ?? 99) <= 30);
  if (!due) return null;
  const left = daysLeft(due) ?? 0;
  return (
    <Note look="warning" title={left < 0 ? <Plural value={-left} one="Your confirmation is # day overdue." other="Your confirmation is # days overdue." /> : <Plural value={left} one="Confirm your mandate within # day." other="Confirm your mandate within # days." />}>
      <Trans>Without it your entry lapses 30 days after the day it was due.</Trans> <Link to="/focal-points/$id" params={{ id: due.id }}>{t`Look at your entry and confirm it`}</Link>
    </Note>
  );
}
