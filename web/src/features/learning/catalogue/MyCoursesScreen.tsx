import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { enrolmentPages } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { PartyTag } from '../../../marking/PartyTag';
import { ButtonLink, Link } from '../../../ui/actions/Link';
import { Meta } from '../../../ui/data/Meta';
import { ShowMore } from '../../../ui/data/ShowMore';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { Card } from '../../../ui/page/Card';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Own } from './Own';
import { Tabs } from './Tabs';
import { useLength } from './words';
import './catalogue.css';

/** Brings its own texts, for those who assess. */
const ToMark = later(async () => (await worded(import('../assessing/assessing'))).ToMark);

/** Fetched once something is kept here: then its worker stands behind this page. */
const KeptHere = later(async () => (await worded(import('../offline/offline'))).KeptHere);

/** One's own enrolments, newest first, and above them what waits for one's marks. */
export function MyCoursesScreen() {
  const { t } = useLingui();
  const { date } = useFormats();
  const length = useLength();
  const pages = useInfiniteQuery(enrolmentPages('mine'));
  const own = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t`My courses`}>
      <PageHead title={t`My courses`} />
      <Tabs here="mine" />
      <ToMark />
      {navigator.serviceWorker?.controller && <KeptHere />}
      {pages.isPending && <Skeleton rows={3} />}
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && own.length === 0 && <EmptyState title={t`You take no course yet`} actions={<ButtonLink to="/learning">{t`To the courses`}</ButtonLink>}>{t`Choose one in the catalogue; what you begin stands here with the place to go on.`}</EmptyState>}
      <ul className="courses">
        {own.map((enrolment) => (
          <li key={enrolment.id}>
            <Card labelledby={`own-${enrolment.id}`} className="course-card stack-tight">
              <h2 id={`own-${enrolment.id}`}>{enrolment.course ? <Link to="/learning/courses/$id" params={{ id: enrolment.course.id }} dir="auto">{enrolment.course.title}</Link> : t`A course that is not open to you any more`}</h2>
              <Meta>{enrolment.course ? <PartyTag code={enrolment.course.originator} /> : ''}{enrolment.course ? length(enrolment.course.minutes) : ''}{date(enrolment.createdAt)}</Meta>
              {!enrolment.course && <p className="small muted"><Trans>Its originator decides who takes it, and that may change at any time.</Trans></p>}
              <Own enrolment={enrolment} />
            </Card>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </Page>
  );
}
