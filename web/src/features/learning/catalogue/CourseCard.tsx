import { useLingui } from '@lingui/react/macro';
import type { CourseRow, Enrolment } from '../../../api/learning';
import { useFormats } from '../../../i18n/useFormats';
import { PartyTag } from '../../../marking/PartyTag';
import { TlpLabel } from '../../../marking/TlpLabel';
import { Why } from '../../../marking/Why';
import { ButtonLink, Link } from '../../../ui/actions/Link';
import { Meta } from '../../../ui/data/Meta';
import { Card } from '../../../ui/page/Card';
import { ProgressBar } from '../../../ui/state/ProgressBar';
import { Status } from '../../../ui/state/Status';
import { looks, useCertificateWords, useLength, useWords } from './words';

/** A course in the catalogue: what it is, what it weighs, and where one is in it. */
export function CourseCard({ course, enrolment }: { course: CourseRow; enrolment: Enrolment | undefined }) {
  const { t } = useLingui();
  const { bytes, list, language, number } = useFormats();
  const { levels, modes, states, courseStates } = useWords();
  const length = useLength();
  const certificate = useCertificateWords();
  const heading = `course-${course.id}`;
  const [size] = course.sizes;
  const weight = size ? (size.textBytes < size.bytes ? t`${bytes(size.bytes)}, text only ${bytes(size.textBytes)}` : bytes(size.bytes)) : '';
  return (
    <Card labelledby={heading} className="course-card stack-tight">
      <h2 id={heading}><Link to="/learning/courses/$id" params={{ id: course.id }} dir="auto">{course.title}</Link></h2>
      <Meta lead={<TlpLabel tlp={course.tlp} />}>
        <PartyTag code={course.originator} />
        {course.state !== 'published' && <Status look="not-yet">{courseStates[course.state]}</Status>}
        {course.code}
      </Meta>
      {course.summary && <p dir="auto" className="course-summary">{course.summary}</p>}
      <Meta>{levels[course.level]}{length(course.minutes)}{modes[course.mode]}{list(course.languages.map(language))}{weight}{certificate(course.certificateMonths)}</Meta>
      <Why because={course.because} muted />
      <div className="row course-deed">
        {enrolment?.state === 'active' ? (
          <>
            <ProgressBar label={t`Progress in ${course.title}`} value={enrolment.progress * 100} /> <span className="numbers small">{number(Math.round(enrolment.progress * 100))} %</span>
            <ButtonLink to="/learning/study/$id" params={{ id: enrolment.id }} look="main" size="small" icon="next">{enrolment.progress > 0 ? t`Resume` : t`Start`}</ButtonLink>
          </>
        ) : enrolment && <Status look={looks[enrolment.state]}>{states[enrolment.state]}</Status>}
      </div>
    </Card>
  );
}
