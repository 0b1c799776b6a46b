import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../api/client';
import { type Attempt, attemptQuery } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Failure } from '../../../ui/state/Failure';
import { AsWritten } from './questions/AsWritten';
import { QuestionForm } from './questions/QuestionForm';
import { RestOfStem, Stem } from './questions/Stem';
import { Clock } from './Clock';
import { Navigator } from './Navigator';
import { SavedState } from './SavedState';
import { useAnswers } from './useAnswers';

/** How long the last answers may take to arrive before the person is told. */
const patience = 8_000;

/** One question at a time, all of them within reach; time, and what is saved, always in sight. */
export function Sitting({ attempt, onOver }: { attempt: Attempt; onOver: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { id, questions, deadlineAt, now, lesson, language, leading } = attempt;
  const sheet = useAnswers(attempt, onOver);
  const [at, setAt] = useState(() => Math.max(0, questions.findIndex(({ answer }) => !answer)));
  const [flagged, setFlagged] = useState<ReadonlySet<number>>(new Set());
  const [asks, setAsks] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(at);
  useEffect(() => {
    if (shown.current !== at) heading.current?.focus();
    shown.current = at;
  }, [at]);
  const submit = useMutation({
    mutationFn: async () => {
      if (!(await sheet.settled(patience))) throw new Error('waiting');
      return call<Attempt>(`/attempts/${id}/submission`, { method: 'PUT', body: {} });
    },
    onSuccess: (closed) => queries.setQueryData(attemptQuery(id).queryKey, closed),
  });
  const current = questions[at];
  if (!current) return null;
  const { n, section, question } = current;
  const isFlagged = flagged.has(n);
  const flag = () => setFlagged(new Set(isFlagged ? [...flagged].filter((one) => one !== n) : [...flagged, n]));
  // What is watched takes no answer.
  const isAnswered = (which: number) => sheet.answer(which) !== null || questions.some((one) => one.n === which && one.question.type === 'practical');
  const unanswered = questions.filter((one) => !isAnswered(one.n)).map((one) => one.n);
  const [place, all, missing] = [at + 1, questions.length, unanswered.length];
  return (
    <>
      <div className="exam-bar">
        <h1><bdi dir="auto">{lesson.title}</bdi></h1>
        <SavedState sheet={sheet} />
        {deadlineAt && <Clock deadlineAt={deadlineAt} now={now} onOver={onOver} />}
      </div>
      <div className="exam">
        <section className="stack" aria-labelledby="question">
          <p className="muted small"><bdi dir="auto">{section}</bdi></p>
          <h2 id="question" ref={heading} tabIndex={-1} className="exam-stem"><span className="numbers muted">{t`Question ${place} of ${all}`}</span><span dir="auto" className="said" lang={question.language ?? leading ?? undefined}><Stem question={question} /></span></h2>
          <AsWritten question={question} language={language} leading={leading} />
          <RestOfStem question={question} />
          <QuestionForm key={n} question={question} answer={sheet.answer(n)} fault={sheet.fault(n)} onChange={(answer, typed) => sheet.change(n, answer, typed ? 500 : 0)} />
          <div className="row exam-steps">
            <Button icon="previous" aria-disabled={at === 0} onClick={() => setAt(Math.max(0, at - 1))}>{t`Previous`}</Button>
            <Button aria-pressed={isFlagged} onClick={flag}>{isFlagged ? t`Take the mark off` : t`Mark to come back`}</Button>
            {at < questions.length - 1 ? <Button look="main" icon="next" onClick={() => setAt(at + 1)}>{t`Next`}</Button> : <Button look="main" onClick={() => setAsks(true)}>{t`Hand in`}</Button>}
          </div>
        </section>
        <Navigator questions={questions} at={at} flagged={flagged} isAnswered={isAnswered} onGo={setAt} onSubmit={() => setAsks(true)} />
      </div>
      <Dialog title={t`Hand in?`} open={asks} onClose={() => setAsks(false)}>
        <div className="stack">
          {missing > 0
            ? <p><Trans>{missing} of {all} questions are not answered:</Trans> <span className="numbers">{unanswered.join(', ')}</span></p>
            : <p><Trans>All {all} questions are answered.</Trans></p>}
          {flagged.size > 0 && <p><Trans>You marked these to come back to:</Trans> <span className="numbers">{[...flagged].sort((a, b) => a - b).join(', ')}</span></p>}
          <p className="small muted"><Trans>After this nothing can be changed.</Trans></p>
          {submit.error && (submit.error.message === 'waiting' ? <p className="fault" role="alert">{t`The last answers are not with the server yet. The line may be cut; try again in a moment. Nothing is lost.`}</p> : <Failure problem={asProblem(submit.error)} />)}
          <Actions><Button look="main" busy={submit.isPending} onClick={() => submit.mutate()}>{t`Hand in now`}</Button><Button onClick={() => setAsks(false)}>{t`Go on answering`}</Button></Actions>
        </div>
      </Dialog>
    </>
  );
}
