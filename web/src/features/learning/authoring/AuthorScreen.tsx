import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { versionQuery } from '../../../api/authoring';
import { courseQuery } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { worded } from '../../../i18n/i18n';
import { MarkingBanner } from '../../../marking/MarkingBanner';
import { Link } from '../../../ui/actions/Link';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Chapter, Page, PageHead } from '../../../ui/page/Page';
import { later } from '../../../ui/later';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { DescriptionForm } from './DescriptionForm';
import { MarkingForm } from './MarkingForm';
import { OutlineEditor } from './OutlineEditor';
import { OutlineShown } from './OutlineShown';
import { Reviewing } from './Reviewing';
import { ToBank } from './ToBank';
import './authoring.css';

const MaterialsEditor = later(async () => (await worded(import('../materials/written'))).MaterialsEditor, <Skeleton rows={2} />);

/** A course as its originator keeps it: where its version stands, what it holds, how it is described, whom it is for. */
export function AuthorScreen() {
  const { id } = useParams({ from: '/learning/courses/$id/edit' });
  const { t } = useLingui();
  const { data: course, error, refetch } = useQuery(courseQuery(id));
  const shown = course?.versions.find(({ state }) => state === 'draft' || state === 'review') ?? course?.versions.find(({ state }) => state === 'published') ?? course?.versions[0];
  const version = useQuery({ ...versionQuery(shown?.id ?? ''), enabled: shown !== undefined });
  const failed = error ?? version.error;
  if (failed) return <Page title={t`Course`}><Failure whole problem={asProblem(failed)} onRetry={() => void (error ? refetch() : version.refetch())} /></Page>;
  if (!course || !version.data) return <Page title={t`Course`}><Skeleton /></Page>;
  const writes = course.allows.includes('edit') && version.data.state === 'draft';
  const describes = course.state !== 'retired' && course.allows.includes(course.state === 'draft' ? 'edit' : 'publish');
  return (
    <Page title={course.title} banner={<MarkingBanner marking={course.marking} names={course.audienceNames} privateTo={course.state === 'draft' ? course.originator : undefined} />}>
      <Breadcrumbs links={[<Link key="learning" to="/learning" search={{ box: 'ours' }}>{t`Learning`}</Link>, <Link key="course" to="/learning/courses/$id" params={{ id }}>{course.code}</Link>]} here={t`Writing`} />
      <PageHead title={<bdi dir="auto">{course.title}</bdi>} action={course.allows.includes('edit') && <ToBank course={id} />}><Trans>Written by one person, published by another.</Trans></PageHead>
      <Reviewing course={course} version={version.data} />
      <Chapter id="content" title={t`Parts and lessons`}>{writes ? <OutlineEditor key={version.data.id} course={id} version={version.data} /> : <OutlineShown course={id} version={version.data} />}</Chapter>
      <Chapter id="materials" title={t`Documents`}><MaterialsEditor course={id} lessons={version.data.parts.flatMap(({ lessons }) => lessons)} /></Chapter>
      {describes && <Chapter id="description" title={t`Description`}><DescriptionForm key={course.id} course={course} /></Chapter>}
      {course.allows.includes('mark') && <Chapter id="marking" title={t`Marking`}><MarkingForm key={course.rowVersion} course={course} /></Chapter>}
    </Page>
  );
}
