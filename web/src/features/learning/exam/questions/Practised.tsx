import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Answer, Correction, Question } from '../../../../api/examinations';
import { asProblem } from '../../../../api/problem';
import { Button } from '../../../../ui/actions/Button';
import { Failure } from '../../../../ui/state/Failure';
import { CorrectionNote } from './CorrectionNote';
import { QuestionForm } from './QuestionForm';
import { RestOfStem, Stem } from './Stem';

interface PractisedProps {
  label: string;
  question: Question;
  /** What is said above it. */
  note?: ReactNode;
  /** What marks an answer is called. */
  deed: string;
  check: (answer: Answer) => Promise<Correction>;
  /** Puts it anew: in another order, or another exercise. */
  onNext: () => void;
}

/** A question answered outside an examination, with a word on each answer. Nothing of it is kept. */
export function Practised({ label, question, note, deed, check, onNext }: PractisedProps) {
  const { t } = useLingui();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const checked = useMutation({ mutationFn: check });
  const problem = checked.error ? asProblem(checked.error) : null;
  return (
    <section className="card stack" aria-label={label}>
      {note}
      <p className="said" dir="auto" lang={question.language ?? undefined}><strong><Stem question={question} /></strong></p>
      <RestOfStem question={question} />
      <QuestionForm question={question} answer={answer} areas={checked.data?.areas} fault={problem?.errors?.[0]?.message} onChange={(given) => { setAnswer(given); checked.reset(); }} />
      {checked.data && <CorrectionNote practised question={question} feedback={checked.data} score={checked.data.score} />}
      {problem && !problem.errors?.length && <Failure problem={problem} onRetry={() => { if (answer) checked.mutate(answer); }} />}
      <div className="row">
        <Button look="main" busy={checked.isPending} aria-disabled={!answer} onClick={() => { if (answer) checked.mutate(answer); }}>{deed}</Button>
        {checked.data && <Button icon="next" onClick={onNext}>{question.type === 'mrz' ? t`Another exercise` : t`Once more`}</Button>}
      </div>
    </section>
  );
}
