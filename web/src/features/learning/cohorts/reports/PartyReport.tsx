import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { address } from '../../../../api/client';
import { asProblem, hasStatus } from '../../../../api/problem';
import { partyOverviewQuery, type PartyOverview } from '../../../../api/training';
import { useFormats } from '../../../../i18n/useFormats';
import { Link } from '../../../../ui/actions/Link';
import { Pairs } from '../../../../ui/data/Pairs';
import { Table } from '../../../../ui/data/Table';
import { TakeAway } from '../../../../ui/data/TakeAway';
import { Chapter, Page, PageHead } from '../../../../ui/page/Page';
import { Failure } from '../../../../ui/state/Failure';
import { Note } from '../../../../ui/state/Note';
import { Skeleton } from '../../../../ui/state/Skeleton';
import { Status } from '../../../../ui/state/Status';
import { useSeatStates } from '../words';
import { ReportTabs } from './ReportTabs';

/** For a focal point for training with two hours a week: who waits, which seats go unused, who is late, what lapses. */
export function PartyReport() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(partyOverviewQuery);
  return (
    <Page title={t`Training of our people`}>
      <PageHead title={t`Training of our people`}><Trans>States, progress and results of those your party sends. Answers stay with trainees and their staff.</Trans></PageHead>
      <ReportTabs here="party" />
      {hasStatus(error, 403) ? <Note title={t`This is for focal points for training.`}>{t`Your party’s focal point names one.`}</Note> : error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && <Told overview={data} />}
    </Page>
  );
}

function Told({ overview: { waiting, seats, active, overdue, learners, completed, failed, meanResult, expiring, unmetNeeds } }: { overview: PartyOverview }) {
  const { t } = useLingui();
  const { number, date } = useFormats();
  const states = useSeatStates();
  const percent = (share: number) => `${number(Math.round(share * 100))} %`;
  const left = t`Somebody who left`;
  return (
    <>
      <Chapter id="waiting" title={t`Who waits`}>
        {waiting.length === 0 ? <p className="muted">{t`Nobody waits.`}</p> : (
          <Table label={t`Who waits`} cards rowKey={({ state }) => state} rows={waiting} columns={[
            { key: 'state', head: t`State`, names: true, cell: ({ state }) => states[state] ?? state }, { key: 'count', head: t`How many`, number: true, headOnCard: true, cell: ({ count }) => number(count) },
            { key: 'oldest', head: t`Oldest, working days`, number: true, headOnCard: true, cell: ({ oldest }) => number(oldest) },
            { key: 'late', head: t`Longer than five`, number: true, headOnCard: true, cell: ({ late }) => (late > 0 ? <Status look="attention">{number(late)}</Status> : number(late)) },
          ]} />
        )}
      </Chapter>
      <Chapter id="seats" title={t`Seats of your party`}>
        {seats.length === 0 ? <p className="muted">{t`No seats yet.`}</p> : (
          <div className="stack">
            <div className="row"><TakeAway href={(format) => address('/training-reports/seats', { format })} /></div>
            <Table label={t`Seats of your party`} cards rowKey={({ cohortId }) => cohortId} rows={seats} columns={[
              { key: 'title', head: t`Course`, names: true, cell: ({ cohortId, title, startsOn, place }) => <Link to="/cohorts/$id" params={{ id: cohortId }}><bdi dir="auto">{[title, date(startsOn), place].filter(Boolean).join(' · ')}</bdi></Link> },
              { key: 'used', head: t`Taken`, number: true, headOnCard: true, cell: ({ used, max }) => t`${number(used)} of ${number(max)}` },
              { key: 'unclaimed', head: t`Reserved and not claimed`, number: true, headOnCard: true, cell: ({ unclaimed, releaseAt }) => (unclaimed > 0 && releaseAt ? t`${number(unclaimed)}, until ${date(releaseAt)}` : number(unclaimed)) },
              { key: 'lapsing', head: t`Offers lapsing within a week`, number: true, headOnCard: true, cell: ({ lapsing }) => number(lapsing) },
            ]} />
          </div>
        )}
      </Chapter>
      <Chapter id="learners" title={t`Who takes part`}>
        <div className="stack">
          <Pairs pairs={[
            [t`Take part now`, number(active)], [t`Overdue`, overdue > 0 ? <Status key="overdue" look="bad">{number(overdue)}</Status> : number(0)], [t`Completed within a year`, number(completed)], [t`Not passed within a year`, number(failed)],
            [t`Mean result`, meanResult === null ? null : percent(meanResult)], [t`Needs that nothing meets`, <Link key="needs" to="/cohorts/$id/$part" params={{ id: 'reports', part: 'supply' }}>{number(unmetNeeds)}</Link>],
          ]} />
          <div className="row"><TakeAway href={(format) => address('/training-reports/party', { format })} /></div>
          {learners.length > 0 && (
            <Table label={t`Who takes part`} cards rowKey={({ enrolmentId }) => enrolmentId} rows={learners} columns={[
              { key: 'name', head: t`Name`, names: true, cell: ({ name }) => <bdi dir="auto">{name ?? left}</bdi> }, { key: 'title', head: t`Course`, cell: ({ title }) => <bdi dir="auto">{title ?? '–'}</bdi> },
              { key: 'progress', head: t`Progress`, number: true, headOnCard: true, cell: ({ progress }) => percent(progress) }, { key: 'active', head: t`Last active`, headOnCard: true, cell: ({ lastActiveAt }) => (lastActiveAt ? date(lastActiveAt) : '–') },
              { key: 'due', head: t`Due`, headOnCard: true, cell: ({ dueOn, isOverdue }) => (dueOn === null ? '–' : isOverdue ? <Status look="bad">{t`Since ${date(dueOn)}`}</Status> : date(dueOn)) },
            ]} />
          )}
        </div>
      </Chapter>
      <Chapter id="expiring" title={t`Certificates that lapse within ninety days`}>
        {expiring.length === 0 ? <p className="muted">{t`None.`}</p> : (
          <Table label={t`Certificates that lapse within ninety days`} cards rowKey={({ name, title, expiresOn }) => `${name}${title}${expiresOn}`} rows={expiring} columns={[
            { key: 'name', head: t`Name`, names: true, cell: ({ name }) => <bdi dir="auto">{name ?? left}</bdi> }, { key: 'title', head: t`Course`, cell: ({ title }) => <bdi dir="auto">{title ?? '–'}</bdi> }, { key: 'on', head: t`Lapses on`, headOnCard: true, cell: ({ expiresOn }) => date(expiresOn) },
          ]} />
        )}
      </Chapter>
    </>
  );
}
