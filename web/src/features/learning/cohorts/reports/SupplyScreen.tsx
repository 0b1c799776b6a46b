import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { address, call } from '../../../../api/client';
import { asProblem } from '../../../../api/problem';
import { useMayEver } from '../../../../api/session';
import { activitiesQuery, needsQuery, supplyKey, type Activity } from '../../../../api/training';
import { useFormats } from '../../../../i18n/useFormats';
import { Button } from '../../../../ui/actions/Button';
import { Link } from '../../../../ui/actions/Link';
import { Code } from '../../../../ui/data/Code';
import { TakeAway } from '../../../../ui/data/TakeAway';
import { Chapter, Page, PageHead } from '../../../../ui/page/Page';
import { Failure } from '../../../../ui/state/Failure';
import { Note } from '../../../../ui/state/Note';
import { Skeleton } from '../../../../ui/state/Skeleton';
import { Status } from '../../../../ui/state/Status';
import { ActivityDialog } from './ActivityDialog';
import { NeedDialog } from './NeedDialog';
import { ReportTabs } from './ReportTabs';
import { useSupplyWords } from './words';

/** Training to come, of all who announce it, with what would be held twice; and what parties need. */
export function SupplyScreen() {
  const { t } = useLingui();
  const [dialog, open] = useState<'need' | 'activity' | Activity | null>(null);
  const writes = useMayEver('create:trainingactivity');
  return (
    <Page title={t`Training needs and supply`}>
      <PageHead title={t`Training needs and supply`} action={writes && <span className="row"><Button onClick={() => open('need')}>{t`State a need`}</Button><Button look="main" icon="plus" onClick={() => open('activity')}>{t`Announce training`}</Button></span>}>
        <Trans>Read by all members, so that nothing is held twice and nothing that is needed goes unseen.</Trans>
      </PageHead>
      <ReportTabs here="supply" />
      <div className="row"><TakeAway href={(format) => address('/training-reports/supply', { format })} /></div>
      <Chapter id="calendar" title={t`Training to come`}><Calendar onEdit={open} /></Chapter>
      <Chapter id="needs" title={t`What parties need`}><Needs /></Chapter>
      {dialog === 'need' && <NeedDialog onClose={() => open(null)} />}
      {dialog !== null && dialog !== 'need' && <ActivityDialog activity={dialog === 'activity' ? null : dialog} onClose={() => open(null)} />}
    </Page>
  );
}

function Calendar({ onEdit }: { onEdit: (activity: Activity) => void }) {
  const { t } = useLingui();
  const { date, number } = useFormats();
  const { topic, audience, region } = useSupplyWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(activitiesQuery);
  const cancelled = useMutation({ mutationFn: (id: string) => call(`/training-activities/${id}/cancellation`, { method: 'PUT', body: {} }), onSuccess: () => queries.invalidateQueries({ queryKey: supplyKey }) });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  if (data.items.length === 0) return <p className="muted">{t`Nothing is announced.`}</p>;
  return (
    <ul className="class-list measure">
      {cancelled.error && <li><Failure problem={asProblem(cancelled.error)} /></li>}
      {data.items.map((one) => (
        <li key={one.id} className="stack-tight">
          <p>{one.kind === 'cohort' ? <Link to="/cohorts/$id" params={{ id: one.id }}><bdi dir="auto">{one.title}</bdi></Link> : <strong><bdi dir="auto">{one.title}</bdi></strong>} <Code>{one.organiser}</Code></p>
          <p className="small">{date(one.startsOn)} – {date(one.endsOn)}{one.place && <> · <bdi dir="auto">{one.place}</bdi></>}{one.topic && one.audience && one.region && <> · {topic[one.topic]} · {audience[one.audience]} · {region[one.region]}</>}</p>
          {one.kind === 'activity' && <p className="small muted">{one.needs === 0 ? t`No party said that it needs this.` : t`Parties that need this: ${number(one.needs ?? 0)}`}</p>}
          {one.overlaps.length > 0 && (
            <Note look="warning" title={t`The same for the same people within ninety days`}>
              <ul>{one.overlaps.map((other) => <li key={other.id}><bdi dir="auto">{other.title}</bdi> <Code>{other.organiser}</Code> {date(other.startsOn)} – {date(other.endsOn)}</li>)}</ul>
            </Note>
          )}
          {one.allows.includes('edit') && <span className="row"><Button size="small" onClick={() => onEdit(one)}>{t`Change`}</Button><Button size="small" busy={cancelled.isPending} onClick={() => cancelled.mutate(one.id)}>{t`Call it off`}</Button></span>}
        </li>
      ))}
    </ul>
  );
}

function Needs() {
  const { t } = useLingui();
  const { number } = useFormats();
  const { topic, audience, region, priority: priorities } = useSupplyWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(needsQuery);
  const closed = useMutation({ mutationFn: (id: string) => call(`/training-needs/${id}/closing`, { method: 'PUT', body: {} }), onSuccess: () => queries.invalidateQueries({ queryKey: supplyKey }) });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  if (data.items.length === 0) return <p className="muted">{t`No need is open.`}</p>;
  return (
    <ul className="class-list measure">
      {closed.error && <li><Failure problem={asProblem(closed.error)} /></li>}
      {data.items.map(({ id, party, topic: about, audience: whom, region: where, priority, people, note, metBy, allows }) => (
        <li key={id} className="stack-tight">
          <p><strong>{topic[about]}</strong> · {audience[whom]} · {region[where]} <Code>{party}</Code></p>
          {note && <p className="small"><bdi dir="auto">{note}</bdi></p>}
          <p className="small muted">{t`Priority: ${priorities[priority]}`}{people !== null && <> · {t`People: ${number(people)}`}</>}</p>
          <p><Status look={metBy === 0 ? 'attention' : 'good'}>{metBy === 0 ? t`Nothing to come meets it` : t`Activities that could meet it: ${number(metBy)}`}</Status></p>
          {allows.includes('close') && <div><Button size="small" busy={closed.isPending} onClick={() => closed.mutate(id)}>{t`Close the need`}</Button></div>}
        </li>
      ))}
    </ul>
  );
}
