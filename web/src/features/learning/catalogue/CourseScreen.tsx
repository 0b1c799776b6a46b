import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { courseQuery, titleIn } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { worded } from '../../../i18n/i18n';
import { useFormats } from '../../../i18n/useFormats';
import { MarkingBanner } from '../../../marking/MarkingBanner';
import { PartyTag } from '../../../marking/PartyTag';
import { Why } from '../../../marking/Why';
import { ButtonLink, Link } from '../../../ui/actions/Link';
import { Pairs } from '../../../ui/data/Pairs';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Panel } from '../../../ui/page/Card';
import { Beside, Chapter, Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { later } from '../../../ui/later';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Enrol } from './Enrol';
import { Outline } from './Outline';
import { useCertificateWords, useLength, useWords } from './words';
import './catalogue.css';

const Materials = later(async () => (await worded(import('../materials/shown'))).Materials);

/** One course: what one will be able to do, for whom it is, what it takes, what it holds, and the way in. */
export function CourseScreen() {
  const { id } = useParams({ from: '/learning/courses/$id' });
  const { t } = useLingui();
  const { data: course, error, refetch } = useQuery(courseQuery(id));
  const { bytes, list, language, duration, locale } = useFormats();
  const { levels, modes } = useWords();
  const length = useLength();
  const certificate = useCertificateWords();
  if (error && !course) return <Page title={t`Course`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!course) return <Page title={t`Course`}><Skeleton /></Page>;
  return (
    <Page title={course.title} banner={<MarkingBanner marking={course.marking} names={course.audienceNames} privateTo={course.state === 'draft' ? course.originator : undefined} />}>
      <Breadcrumbs links={[<Link key="learning" to="/learning">{t`Learning`}</Link>]} here={course.code} />
      <PageHead title={<bdi dir="auto">{course.title}</bdi>} action={['edit', 'publish'].some((verb) => course.allows.includes(verb)) && <ButtonLink to="/learning/courses/$id/edit" params={{ id }} icon="pen">{t`Write and publish`}</ButtonLink>}><span dir="auto">{course.summary}</span></PageHead>
      <Beside aside={(
        <Panel label={t`Enrolment`}>
          <section className="stack"><Enrol course={course} />{(course.mode !== 'self_paced' || course.entry === 'nomination') && <Link to="/cohorts/$id/$part" params={{ id: 'of', part: course.id }}>{t`Dates and places`}</Link>}{course.allows.includes('figures') && <Link to="/cohorts/$id/$part" params={{ id: 'course', part: course.id }}>{t`How the course fares`}</Link>}</section>
          {(course.allows.includes('edit') || course.allows.includes('publish')) && <section><Link to="/learning/courses/$id/packages" params={{ id }}>{t`Imported courses`}</Link></section>}
          <section className="stack">
            <h2>{t`At a glance`}</h2>
            <Pairs pairs={[
              [t`Provider`, <PartyTag key="by" code={course.originator} />], [t`Level`, levels[course.level]], [t`Length`, length(course.minutes)], [t`Taught`, modes[course.mode]], [t`Languages`, list(course.languages.map(language))],
              [t`Weighs`, course.sizes.map((size) => <span key={size.language} className="course-size">{course.sizes.length > 1 && `${language(size.language)}: `}{bytes(size.bytes)}, {duration(size.bytes)}{size.textBytes < size.bytes && <> (<Trans>text only {bytes(size.textBytes)}</Trans>)</>}</span>)],
              [t`Offline`, course.offline && (course.tlp === 'clear' || course.tlp === 'green') ? t`may be kept on a device` : t`on line only`], [t`Pass mark`, `${course.passMark} %`], [t`Certificate`, certificate(course.certificateMonths)], [t`Seats of a party in a cohort`, course.partyMax === null ? null : t`${course.partyMax} at most`],
            ]} />
            <Why because={course.because} />
          </section>
        </Panel>
      )}>
        {course.outcomes.length > 0 && <Chapter id="outcomes" title={t`What you will be able to do`}><ul className="course-outcomes">{course.outcomes.map((one) => <li key={one}><bdi dir="auto">{one}</bdi></li>)}</ul></Chapter>}
        {course.audience && <Chapter id="audience" title={t`For whom`}><p dir="auto" className="measure">{course.audience}</p></Chapter>}
        {course.admission && <Chapter id="admission" title={t`Admission`}><p dir="auto" className="measure">{course.admission}</p></Chapter>}
        <Chapter id="outline" title={t`Outline`}><Outline parts={course.outline} /></Chapter>
        <Materials course={id} lessons={Object.fromEntries(course.outline.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.code, titleIn(locale, lesson)])))} level={2} />
      </Beside>
    </Page>
  );
}
