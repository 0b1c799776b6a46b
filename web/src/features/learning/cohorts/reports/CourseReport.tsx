import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { courseQuery } from '../../../../api/learning';
import { asProblem, hasStatus } from '../../../../api/problem';
import { reportQuery } from '../../../../api/training';
import { Link } from '../../../../ui/actions/Link';
import { Chapter, Page, PageHead } from '../../../../ui/page/Page';
import { Failure } from '../../../../ui/state/Failure';
import { ReportTable } from './ReportTable';

/** How a course of one's own party fares: by party in numbers of five or more, and question by question. */
export function CourseReport({ course: id }: { course: string }) {
  const { t } = useLingui();
  const { data: course, error } = useQuery(courseQuery(id));
  const questions = `/training-reports/courses/${id}/questions`;
  // A course without a bank has no figures of questions; then the chapter is left out.
  const none = hasStatus(useQuery(reportQuery(questions)).error, 404);
  return (
    <Page title={t`How the course fares`}>
      <PageHead title={t`How the course fares`}>{course && <Link to="/learning/courses/$id" params={{ id }}><bdi dir="auto">{course.title}</bdi></Link>}</PageHead>
      {error ? <Failure whole problem={asProblem(error)} /> : (
        <>
          <Chapter id="figures" title={t`By party`}>
            <div className="stack"><p className="small muted"><Trans>Numbers of five or more. A dash is a smaller number, or one from which a smaller one could be worked out.</Trans></p>
            <ReportTable label={t`By party`} path={`/training-reports/courses/${id}`} columns={['party', 'enrolled', 'underWay', 'completed', 'failed', 'givenUp', 'medianDays', 'meanResult']} none={t`Fewer than five trainees so far.`} /></div>
          </Chapter>
          {!none && (
            <Chapter id="questions" title={t`Questions`}>
              <div className="stack"><p className="small muted"><Trans>Of all attempts together, never of a person. What is marked is worth a look: nearly everybody knows it, nearly nobody does, or those who do are not those who do well in the rest.</Trans></p>
              <ReportTable label={t`Questions`} path={questions} columns={['code', 'type', 'attempts', 'difficulty', 'discrimination', 'flags']} none={t`No questions yet.`} /></div>
            </Chapter>
          )}
        </>
      )}
    </Page>
  );
}
