import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../../api/client';
import { type Correction, practiceQuery } from '../../../../api/examinations';
import { asProblem, hasStatus } from '../../../../api/problem';
import { Failure } from '../../../../ui/state/Failure';
import { Skeleton } from '../../../../ui/state/Skeleton';
import type { LiveProps } from '../../blocks/live-props';
import { AsWritten } from './AsWritten';
import { Practised } from './Practised';

/** A question inside a lesson: answered as often as one likes, with a word on each answer. Exercises are drawn anew. A preview only names it. */
export function QuestionBlock({ block: { code }, enrolment, lesson, language }: LiveProps<'question'>) {
  const { t } = useLingui();
  const [draw, setDraw] = useState(0);
  if (!enrolment) return <p className="card muted">{t`Question ${code} of the bank stands here.`}</p>;
  return <Drawn key={draw} enrolment={enrolment} lesson={lesson} code={code} draw={draw} language={language} onNext={() => setDraw(draw + 1)} />;
}

function Drawn({ enrolment, lesson, code, draw, language, onNext }: { enrolment: string; lesson: string; code: string; draw: number; language: string | undefined; onNext: () => void }) {
  const { t } = useLingui();
  const asked = useQuery(practiceQuery(enrolment, lesson, code, draw, language));
  if (asked.isPending) return <Skeleton rows={2} />;
  // A lesson may name a question that was retired meanwhile.
  if (hasStatus(asked.error, 404)) return null;
  if (asked.error) return <Failure problem={asProblem(asked.error)} onRetry={() => void asked.refetch()} />;
  const check = (answer: object) => call<Correction>(`/enrolments/${enrolment}/lessons/${lesson}/questions/${code}/answers`, { method: 'POST', body: { draw, answer, ...(language === undefined ? {} : { language }) } });
  const { question, ...said } = asked.data;
  return <Practised label={t`Practice`} question={question} note={<AsWritten question={question} {...said} />} deed={t`Check the answer`} check={check} onNext={onNext} />;
}
