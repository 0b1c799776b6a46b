import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { address } from '../../../api/client';
import { enrolmentPages } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { useMayEver } from '../../../api/session';
import { Segments } from '../../../ui/actions/Segments';
import { ShowMore } from '../../../ui/data/ShowMore';
import { TakeAway } from '../../../ui/data/TakeAway';
import { Chapter, Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { ListOfNominees } from '../cohorts/ListOfNominees';
import { Nominee } from './Nominee';
import { Tabs } from './Tabs';
import './catalogue.css';

/** For the focal point for training: who waits for a decision, and how everybody of the party is doing. */
export function NomineesScreen() {
  const { t } = useLingui();
  const [box, setBox] = useState<'waiting' | 'party'>('waiting');
  const sends = useMayEver('nominate:course');
  const pages = useInfiniteQuery(enrolmentPages(box));
  const nominees = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t`Nominees of your party`}>
      <PageHead title={t`Nominees of your party`}><Trans>You decide on people of your own party, never on yourself. Answers and marks stay between trainee and instructor.</Trans></PageHead>
      <Tabs here="nominees" />
      <div className="course-box"><Segments label={t`Which nominees`} value={box} choices={[{ value: 'waiting', label: t`To decide` }, { value: 'party', label: t`All` }]} onChange={setBox} />{sends && <TakeAway href={(format) => address('/training-reports/party', { format })} />}</div>
      {pages.isPending && <Skeleton rows={3} />}
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && nominees.length === 0 && <EmptyState title={box === 'waiting' ? t`Nobody waits` : t`Nobody is enrolled yet`}>{box === 'waiting' ? t`When somebody of your party asks to be sent to a course, it appears here.` : t`Those of your party who take a course are listed here with their progress.`}</EmptyState>}
      <ul className="courses">{nominees.map((one) => <li key={one.id}><Nominee enrolment={one} /></li>)}</ul>
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
      {sends && <Chapter id="many" title={t`Send many people at once`}><ListOfNominees /></Chapter>}
    </Page>
  );
}
