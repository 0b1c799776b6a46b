import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../api/client';
import { type Attempt, attemptQuery, type Quiz, quizQuery } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { ButtonLink, Link } from '../../../ui/actions/Link';
import { Pairs } from '../../../ui/data/Pairs';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Card } from '../../../ui/page/Card';
import { Section } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Status } from '../../../ui/state/Status';
import type { KindProps } from '../player/kind-props';
import { useOutcome } from './words';
import './exam.css';

/** Below the text of a lesson that is an examination: its rules, what became of earlier attempts, and the way in. */
export function ExamLesson({ enrolment, lesson: { code } }: KindProps) {
  const quiz = useQuery({ ...quizQuery(enrolment, code), refetchOnMount: 'always' });
  if (quiz.isPending) return <Skeleton />;
  if (quiz.error) return <Failure problem={asProblem(quiz.error)} onRetry={() => void quiz.refetch()} />;
  return (
    <div className="stack-wide exam-lesson">
      <Rules quiz={quiz.data} />
      <Begin quiz={quiz.data} enrolment={enrolment} lesson={code} />
      <Earlier quiz={quiz.data} />
    </div>
  );
}

function Rules({ quiz: { questions, sections, minutes, passMark, maxAttempts, attemptsLeft, cooldownHours, review } }: { quiz: Quiz }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const reviews = { never: t`Only whether you passed`, score_only: t`Your score, by section`, after_close: t`Every question with the right answer` };
  return (
    <Card labelledby="rules" className="stack">
      <h2 id="rules">{t`Rules`}</h2>
      <Pairs pairs={[
        [t`Questions`, number(questions)],
        [t`Time`, minutes === null ? t`As long as you like` : t`${minutes} minutes, by the clock of the server`],
        [t`To pass`, t`${passMark} % of the points`],
        [t`Attempts`, maxAttempts === null ? t`As many as you like` : t`${attemptsLeft} of ${maxAttempts} left`],
        [t`Between attempts`, cooldownHours > 0 && t`${cooldownHours} hours`],
        [t`Afterwards you see`, reviews[review]],
      ]} />
      {sections.length > 1 && <ul className="sections">{sections.map(({ title, questions: count }) => <li key={title} className="spread"><bdi dir="auto">{title}</bdi><span className="numbers muted">{number(count)}</span></li>)}</ul>}
      <ul className="bullets small">
        <li><Trans>Time begins when you begin.</Trans></li>
        <li><Trans>Each answer is saved as soon as you give it. If the line is cut, go on; if the power fails, sign in again on any device and continue with the time that is left.</Trans></li>
        {minutes !== null && <li><Trans>Time goes on while you are away. At its end the server hands in what is saved.</Trans></li>}
        <li><Trans>Some questions are critical: missing one fails its section, and with it the attempt.</Trans></li>
      </ul>
    </Card>
  );
}

function Begin({ quiz, enrolment, lesson }: { quiz: Quiz; enrolment: string; lesson: string }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [inWords, setInWords] = useState(false);
  const begin = useMutation({
    mutationFn: () => call<Attempt>(`/enrolments/${enrolment}/attempts`, { method: 'POST', body: { lesson, inWords } }),
    onSuccess: async (attempt) => {
      queries.setQueryData(attemptQuery(attempt.id).queryKey, attempt);
      await navigate({ to: '/learning/attempts/$id', params: { id: attempt.id } });
    },
  });
  if (quiz.running) return <Note look="warning" title={t`An attempt is running.`}><div className="row"><span><Trans>Its time goes on.</Trans></span><ButtonLink look="main" to="/learning/attempts/$id" params={{ id: quiz.running }}>{t`Continue`}</ButtonLink></div></Note>;
  if (quiz.attempts.some(({ state }) => state === 'awaiting_assessor')) return <Note title={t`Your last attempt waits to be marked.`}><Trans>An assessor of your cohort reads it. You get a letter when the result is there.</Trans></Note>;
  if (quiz.nextAt) return <Note title={t`Not yet.`}>{t`The next attempt opens on ${date(quiz.nextAt, 'moment')}.`}</Note>;
  if (!quiz.mayBegin) return quiz.attempts.some(({ passed }) => passed) ? <Note look="good" title={t`You have passed.`} /> : <Note title={t`No attempt is left.`}><Trans>Ask whoever runs the course.</Trans></Note>;
  return (
    <div className="stack">
      <Checkbox checked={inWords} onChange={({ target }) => setInWords(target.checked)} hint={t`For those who work with a screen reader. They test the same, and count the same.`}>{t`Give me questions in words in place of those on pictures`}</Checkbox>
      {begin.error && <Failure problem={asProblem(begin.error)} />}
      <Button look="main" busy={begin.isPending} onClick={() => begin.mutate()}>{t`Begin now`}</Button>
    </div>
  );
}

function Earlier({ quiz: { attempts } }: { quiz: Quiz }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const outcome = useOutcome();
  const closed = attempts.filter(({ state }) => state !== 'in_progress');
  if (closed.length === 0) return null;
  return (
    <Section id="earlier" title={t`Earlier attempts`}>
      <ul className="stack-tight">
        {closed.map((attempt) => {
          const { look, said } = outcome(attempt);
          return (
            <li key={attempt.id} className="row">
              <Link to="/learning/attempts/$id" params={{ id: attempt.id }}>{t`Attempt ${attempt.number}`}</Link>
              <bdi className="muted">{date(attempt.startedAt, 'moment')}</bdi>
              <Status look={look}>{said}</Status>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
