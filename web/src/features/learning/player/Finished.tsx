import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { titleIn, type Study } from '../../../api/learning';
import { useFormats } from '../../../i18n/useFormats';
import { ButtonLink } from '../../../ui/actions/Link';

/** After the last lesson: whether the course is completed, and if not what is left. */
export function Finished({ study, language }: { study: Study; language: string | undefined }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const left = study.outline.flatMap(({ lessons }) => lessons).filter(({ mandatory, done }) => mandatory && !done);
  const completed = study.state === 'completed';
  return (
    <article className="lesson-page stack" aria-labelledby="finished">
      <h1 id="finished" ref={heading} tabIndex={-1}>{completed ? t`You completed the course` : t`This was the last lesson`}</h1>
      {completed
        ? <p><Trans>Everything that must be done is done.</Trans>{study.result !== null && <> <Trans>Your result: {number(Math.round(study.result * 100))} %.</Trans></>}</p>
        : <><p><Trans>Some lessons are not done yet:</Trans></p><ul className="course-outcomes">{left.map((lesson) => <li key={lesson.code}><bdi>{titleIn(language, lesson)}</bdi></li>)}</ul></>}
      <div className="row">{study.allows.includes('certify') && <ButtonLink to="/certificates/ask/$enrolment" params={{ enrolment: study.id }} look="main">{t`Get the certificate`}</ButtonLink>}<ButtonLink to="/learning/mine" look={study.allows.includes('certify') ? 'plain' : 'main'}>{t`To my courses`}</ButtonLink></div>
    </article>
  );
}
