import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { retentionRequestsQuery, type Deed, type RetentionRequest } from '../../api/retention';
import { useFormats } from '../../i18n/useFormats';
import { TlpLabel } from '../../marking/TlpLabel';
import { Button, LinkButton } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Meta } from '../../ui/data/Meta';
import { Card } from '../../ui/page/Card';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { Settle } from './Settle';

/** Legal holds, their end and disposals that officers asked for: those that wait first, then what was decided. */
export function Requests() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(retentionRequestsQuery);
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  if (data.length === 0) return <EmptyState title={t`Nothing was asked for`}>{t`A legal hold or a disposal is asked for on the page of the document.`}</EmptyState>;
  const sorted = [...data].sort((one, other) => Number(one.decision !== null) - Number(other.decision !== null));
  return <ul className="retention-cards">{sorted.map((request) => <li key={request.id}><RequestCard request={request} /></li>)}</ul>;
}

function RequestCard({ request }: { request: RetentionRequest }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [deciding, setDeciding] = useState<'approve' | 'refuse' | null>(null);
  const { id, document, deed, reason, askedBy, askedAt, decision, decidedBy, decidedAt, decisionReason, needsAnother, allows } = request;
  const back = useMutation({ mutationFn: () => call(`/retention-requests/${id}`, { method: 'DELETE' }), onSuccess: () => queries.invalidateQueries({ queryKey: ['retention'] }) });
  const deeds: Record<Deed, string> = { hold: t`Legal hold`, lift: t`End of the legal hold`, dispose: t`Disposal` };
  const standing = { approved: t`Approved`, refused: t`Refused`, withdrawn: t`Taken back` };
  const who = askedBy ?? t`a former colleague`;
  return (
    <Card labelledby={`request-${id}`} className="stack">
      <div className="retention-head">
        <div>
          <h2 id={`request-${id}`}>{deeds[deed]}: <Link to="/documents/$id" params={{ id: document.id }}><bdi lang={document.language}>{document.title}</bdi></Link></h2>
          <Meta lead={<TlpLabel tlp={document.tlp} />}>{document.symbol}{t`asked by ${who} on ${date(askedAt)}`}</Meta>
        </div>
        <Status look={decision === 'approved' ? 'good' : decision ? 'not-yet' : 'attention'}>{decision ? standing[decision] : t`Waits for a second person`}</Status>
      </div>
      <p><bdi dir="auto">{reason}</bdi></p>
      {decidedAt && decision !== 'withdrawn' && <Note look={decision === 'approved' ? 'good' : 'info'} title={<><bdi>{decidedBy}</bdi>, {date(decidedAt)}</>}>{decisionReason && <bdi dir="auto">{decisionReason}</bdi>}</Note>}
      {needsAnother && <p className="small muted"><Trans>You asked for it: another officer of your party decides.</Trans></p>}
      {back.error && <Failure problem={asProblem(back.error)} />}
      <div className="row">
        {allows.includes('decide') && <Button look={deed === 'dispose' ? 'danger' : 'main'} size="small" icon="check" onClick={() => setDeciding('approve')}>{t`Approve`}</Button>}
        {allows.includes('decide') && <Button size="small" icon="x" onClick={() => setDeciding('refuse')}>{t`Refuse`}</Button>}
        {allows.includes('withdraw') && <LinkButton onClick={() => back.mutate()}>{t`Take it back`}</LinkButton>}
      </div>
      {deciding && (
        <Settle path={`/retention-requests/${id}/decision`} decision={deciding} danger={deed === 'dispose'} title={deeds[deed]} onClose={() => setDeciding(null)}>
          <p><bdi lang={document.language}>{document.title}</bdi> ({document.symbol})</p>
          {deciding === 'approve' && deed === 'dispose' && <Note look="danger"><Trans>It is erased at once and for good. This cannot be undone.</Trans></Note>}
        </Settle>
      )}
    </Card>
  );
}
