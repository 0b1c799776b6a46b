import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { address } from '../../../api/client';
import { coursePages, enrolmentPages } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { useMayEver } from '../../../api/session';
import { Segments } from '../../../ui/actions/Segments';
import { ShowMore } from '../../../ui/data/ShowMore';
import { TakeAway } from '../../../ui/data/TakeAway';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { BeginCourse } from './BeginCourse';
import { CourseCard } from './CourseCard';
import { CourseFilters } from './CourseFilters';
import { courseSearch } from './search';
import { Tabs } from './Tabs';
import './catalogue.css';

/** The courses one may find: searched, narrowed, and those under way with the place to go on. */
export function CatalogueScreen() {
  const raw = useSearch({ from: '/learning' });
  const { t } = useLingui();
  const search = courseSearch({ ...raw });
  const navigate = useNavigate();
  const [author, officer] = [useMayEver('create:course'), useMayEver('publish:course')];
  const pages = useInfiniteQuery(coursePages(search));
  const mine = useInfiniteQuery(enrolmentPages('mine'));
  const courses = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const own = mine.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = Object.keys(search).some((key) => key !== 'box');
  const counts = useMayEver('count:course');
  return (
    <Page title={t`Learning`}>
      <PageHead title={t`Learning`} action={(author || counts) && <span className="row">{counts && <TakeAway href={(format) => address('/training-reports/counts', { format })} />}{author && <BeginCourse />}</span>}>{t`Only courses you may take are listed or counted.`}</PageHead>
      <Tabs here="courses" />
      {(author || officer) && (
        <div className="course-box"><Segments label={t`Which courses`} value={search.box ?? 'offered'} choices={[{ value: 'offered', label: t`Offered to you` }, { value: 'ours', label: t`Written by your party` }]} onChange={(box) => void navigate({ to: '/learning', search: { ...search, box: box === 'ours' ? box : undefined } })} /></div>
      )}
      <CourseFilters search={search} onChange={(wanted) => void navigate({ to: '/learning', search: wanted })} />
      {pages.isPending && <Skeleton rows={3} />}
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && courses.length === 0 && (
        <EmptyState title={filtered ? t`No course fits` : t`No courses yet`}>{filtered ? t`Take a filter away, or search for other words.` : t`When a course is offered to your country or organisation, it appears here.`}</EmptyState>
      )}
      <ul className="courses">{courses.map((course) => <li key={course.id}><CourseCard course={course} enrolment={own.find((one) => one.course?.id === course.id)} /></li>)}</ul>
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
      {courses.length > 0 && !pages.hasNextPage && search.box !== 'ours' && <p className="small muted courses-end"><Trans>A course is open to whomever its marking names. Its originator alone decides.</Trans></p>}
    </Page>
  );
}
