import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { standingChangesQuery, type StandingChange } from '../../api/membership';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { usePartyNames } from '../../api/parties';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Code } from '../../ui/data/Code';
import { Meta } from '../../ui/data/Meta';
import { Card } from '../../ui/page/Card';
import { Chapter } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { BasisLine } from './BasisLine';
import { SettleStanding } from './deeds/SettleStanding';
import { standingLooks, useMemberWords } from './words';

/** Changes of standing: those that wait for a second officer first, then what was decided. */
export function StandingChanges({ party = '' }: { party?: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(standingChangesQuery(party));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  const cards = <div className="stack">{data.map((change) => <ChangeCard key={change.id} change={change} />)}</div>;
  if (party) return data.length > 0 && <Chapter id="standing-changes" title={t`Changes of standing`}>{cards}</Chapter>;
  return data.length > 0 ? cards : <EmptyState title={t`No changes of standing`}>{t`A suspension, a withdrawal or a return is proposed on the page of the party.`}</EmptyState>;
}

function ChangeCard({ change }: { change: StandingChange }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const { standings } = useMemberWords();
  const decides = useMayEver('decide:standingchange');
  const nameOf = usePartyNames();
  const [deed, setDeed] = useState<'approve' | 'refuse' | null>(null);
  const { id, party, partyName, standing, reason, since, proposedBy, proposedAt, decision, decidedBy, decidedAt, decisionReason, actsOn, allows } = change;
  const heading = `change-${id}`;
  return (
    <Card labelledby={heading} className="stack">
      <div className="case-head">
        <h2 id={heading}><Link to="/members/$code" params={{ code: party }} className="member-name"><Code>{party}</Code> <bdi>{nameOf(party) ?? partyName}</bdi></Link></h2>
        {decision === 'approved' ? <Status look={standingLooks[standing]}>{standings[standing]}</Status> : <Status look={decision ? 'not-yet' : 'attention'}>{decision ? t`Refused: ${standings[standing]}` : t`Proposed: ${standings[standing]}`}</Status>}
      </div>
      <Meta>{actsOn ? t`from ${date(actsOn)}` : t`meant for ${date(since)}`}{proposedBy ? t`proposed on ${date(proposedAt)} by ${proposedBy}` : t`proposed on ${date(proposedAt)}`}</Meta>
      <p className="said"><bdi dir="auto">{reason}</bdi></p>
      <BasisLine of={change} />
      {decision && decidedAt && (
        <Note look={decision === 'approved' ? 'good' : 'info'} title={decision === 'approved' ? t`Approved on ${date(decidedAt)}.` : t`Refused on ${date(decidedAt)}.`}>
          {decidedBy && <Trans>By <bdi>{decidedBy}</bdi>.</Trans>} {decisionReason && <bdi dir="auto">{decisionReason}</bdi>}
        </Note>
      )}
      {allows.includes('decide') && (
        <div className="row">
          <Button look={standing === 'active' ? 'main' : 'danger'} size="small" icon="check" onClick={() => setDeed('approve')}>{t`Approve`}</Button>
          <Button size="small" icon="x" onClick={() => setDeed('refuse')}>{t`Refuse`}</Button>
        </div>
      )}
      {!decision && decides && !allows.includes('decide') && <Note title={t`It waits for a second officer.`}><Trans>You proposed it, so another officer of the secretariat decides.</Trans></Note>}
      {deed && <SettleStanding change={change} decision={deed} onClose={() => setDeed(null)} />}
    </Card>
  );
}
