import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../../api/client';
import { type Answer, type Correction, practiceQuery } from '../../../../api/examinations';
import { asProblem, hasStatus } from '../../../../api/problem';
import { Button } from '../../../../ui/actions/Button';
import { Failure } from '../../../../ui/state/Failure';
import { Skeleton } from '../../../../ui/state/Skeleton';
import type { LiveProps } from '../../blocks/live-props';
import { CorrectionNote } from './CorrectionNote';
import { QuestionForm } from './QuestionForm';

/** A question inside a lesson: answered as often as one likes, with a word on each answer. Exercises are drawn anew. A preview only names it. */
export function QuestionBlock({ block: { code }, enrolment, lesson }: LiveProps<'question'>) {
  const { t } = useLingui();
  const [draw, setDraw] = useState(0);
  if (!enrolment) return <p className="card muted">{t`Question ${code} of the bank stands here.`}</p>;
  return <Drawn key={draw} enrolment={enrolment} lesson={lesson} code={code} draw={draw} onNext={() => setDraw(draw + 1)} />;
}

function Drawn({ enrolment, lesson, code, draw, onNext }: { enrolment: string; lesson: string; code: string; draw: number; onNext: () => void }) {
  const { t } = useLingui();
  const asked = useQuery(practiceQuery(enrolment, lesson, code, draw));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const checked = useMutation({ mutationFn: () => call<Correction>(`/enrolments/${enrolment}/lessons/${lesson}/questions/${code}/answers`, { method: 'POST', body: { draw, answer } }) });
  const problem = checked.error ? asProblem(checked.error) : null;
  if (asked.isPending) return <Skeleton rows={2} />;
  // A lesson may name a question that was retired meanwhile.
  if (hasStatus(asked.error, 404)) return null;
  if (asked.error) return <Failure problem={asProblem(asked.error)} onRetry={() => void asked.refetch()} />;
  const { question } = asked.data;
  return (
    <section className="card stack" aria-label={t`Practice`}>
      <p className="said" dir="auto"><strong>{question.stem}</strong></p>
      <QuestionForm question={question} answer={answer} areas={checked.data?.areas} fault={problem?.errors?.[0]?.message} onChange={(given) => { setAnswer(given); checked.reset(); }} />
      {checked.data && <CorrectionNote question={question} feedback={checked.data} score={checked.data.score} />}
      {problem && !problem.errors?.length && <Failure problem={problem} onRetry={() => checked.mutate()} />}
      <div className="row">
        <Button look="main" busy={checked.isPending} aria-disabled={!answer} onClick={() => { if (answer) checked.mutate(); }}>{t`Check the answer`}</Button>
        {checked.data && <Button icon="next" onClick={onNext}>{question.type === 'mrz' ? t`Another exercise` : t`Once more`}</Button>}
      </div>
    </section>
  );
}
