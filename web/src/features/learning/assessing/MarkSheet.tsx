import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { assessedKey, markingQuery, type MarkingSheet } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Section } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { asGiven, asSent, lacksComment, sumOf } from './points';
import { ToJudge } from './ToJudge';

/** The questions a person judges, each with its rubric, and the result in one deed. */
export function MarkSheet({ id, onMarked }: { id: string; onMarked: () => void }) {
  const { t } = useLingui();
  const sheet = useQuery(markingQuery(id));
  return (
    <Section id="to-mark" title={t`To mark`}>
      {sheet.isPending && <Skeleton />}
      {sheet.error && <Failure problem={asProblem(sheet.error)} onRetry={() => void sheet.refetch()} />}
      {sheet.data && (sheet.data.questions.length > 0 ? <Sheet sheet={sheet.data} onMarked={onMarked} /> : <p className="muted">{t`The server has marked all of it.`}</p>)}
    </Section>
  );
}

function Sheet({ sheet: { id, state, questions }, onMarked }: { sheet: MarkingSheet; onMarked: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [given, setGiven] = useState(() => asGiven(questions));
  const [tried, setTried] = useState(false);
  const sent = useMutation({
    mutationFn: () => call<MarkingSheet>(`/attempts/${id}/grades`, { method: 'POST', body: asSent(questions, given) }),
    onSuccess: async (marked) => {
      queries.setQueryData(markingQuery(id).queryKey, marked);
      await Promise.all([queries.invalidateQueries({ queryKey: assessedKey }), queries.invalidateQueries({ queryKey: ['attempt', id, 'review'] })]);
      onMarked();
    },
  });
  const complete = questions.every((one) => sumOf(one, given) !== null && !lacksComment(one, given));
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (complete) sent.mutate(); };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {state === 'graded' && <p><Trans>The result is given. What you change here is added to the record, and counts instead.</Trans></p>}
      <ol className="stack">
        {questions.map((one) => (
          <li key={one.n}>
            <ToJudge
              question={one} given={given} tried={tried}
              onPoints={(field, points) => setGiven({ ...given, points: { ...given.points, [field]: points } })} onComment={(comment) => setGiven({ ...given, comments: { ...given.comments, [one.n]: comment } })}
            />
          </li>
        ))}
      </ol>
      {tried && !complete && <p className="fault" role="alert">{t`Some points or comments are missing above.`}</p>}
      {sent.error && <Failure problem={asProblem(sent.error)} />}
      <p className="small muted"><Trans>The trainee is told the result at once, and reads your comments.</Trans></p>
      <div className="row"><Button type="submit" look="main" busy={sent.isPending}>{state === 'graded' ? t`Change the result` : t`Give the result`}</Button></div>
    </form>
  );
}
