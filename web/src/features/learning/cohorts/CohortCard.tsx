import { Trans, useLingui } from '@lingui/react/macro';
import { useId, type ReactNode } from 'react';
import type { Cohort } from '../../../api/cohorts';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { Code } from '../../../ui/data/Code';
import { Card } from '../../../ui/page/Card';
import { Status } from '../../../ui/state/Status';
import { Seats } from './Seats';
import { looks, useStates } from './words';

/** When, where, by whom, and the seats of one's own party. */
export function CohortCard({ cohort, own, children }: { cohort: Cohort; own: string; children?: ReactNode }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const states = useStates();
  const heading = useId();
  const { id, course, centre, place, startsOn, endsOn, state, reason, releaseAt, quotas } = cohort;
  const ours = quotas.find(({ party }) => party === own);
  return (
    <Card labelledby={heading} className="stack">
      <div className="cohort-head">
        <h2 id={heading}><Link to="/cohorts/$id" params={{ id }}>{date(startsOn)} – {date(endsOn)}</Link></h2>
        <Status look={looks[state]}>{states[state]}</Status>
      </div>
      <p>{course && <><bdi dir="auto">{course.title}</bdi> <span className="muted">{course.code}</span> · </>}{place && <><bdi dir="auto">{place}</bdi> · </>}<Trans>run by</Trans> <Code>{centre}</Code></p>
      {state === 'cancelled' && reason && <p><Trans>Cancelled:</Trans> <bdi dir="auto">{reason}</bdi></p>}
      {ours ? <Seats label={t`Seats of your party`} quota={ours} /> : centre !== own && <p className="muted">{t`No seats of this cohort are for your party.`}</p>}
      {releaseAt && state === 'open' && <p className="small muted">{t`Reserved seats nobody claimed are for all from ${date(releaseAt, 'moment')}.`}</p>}
      {children}
    </Card>
  );
}
