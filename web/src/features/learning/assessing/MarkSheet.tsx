import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { assessedKey, markingQuery, type MarkingSheet } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Section } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { DraftState } from './DraftState';
import { asSent, lacksComment, sumOf } from './points';
import { ToJudge } from './ToJudge';
import { useMarkDraft } from './useMarkDraft';

/** The questions a person judges, each with its rubric, and the result in one deed. */
export function MarkSheet({ id, onMarked }: { id: string; onMarked: () => void }) {
  const { t } = useLingui();
  // What was typed elsewhere may be newer than what this tab remembers.
  const sheet = useQuery({ ...markingQuery(id), gcTime: 0 });
  const [turn, setTurn] = useState(0);
  return (
    <Section id="to-mark" title={t`To mark`}>
      {sheet.isPending && <Skeleton />}
      {sheet.error && <Failure problem={asProblem(sheet.error)} onRetry={() => void sheet.refetch()} />}
      {sheet.data && (sheet.data.questions.length > 0 ? <Sheet key={turn} sheet={sheet.data} onMarked={onMarked} onAnew={() => setTurn((now) => now + 1)} /> : <p className="muted">{t`The server has marked all of it.`}</p>)}
    </Section>
  );
}

interface SheetProps {
  sheet: MarkingSheet;
  onMarked: () => void;
  /** Begins anew with what the server has. */
  onAnew: () => void;
}

function Sheet({ sheet, onMarked, onAnew }: SheetProps) {
  const { id, state, questions } = sheet;
  const { t } = useLingui();
  const queries = useQueryClient();
  const { given, keeper, change, forget } = useMarkDraft(sheet);
  const [tried, setTried] = useState(false);
  const sent = useMutation({
    mutationFn: async () => {
      await keeper.stop();
      return call<MarkingSheet>(`/attempts/${id}/grades`, { method: 'POST', body: asSent(questions, given) });
    },
    onError: (error) => {
      keeper.resume();
      if (asProblem(error).type === '/problems/marks-given') void queries.invalidateQueries({ queryKey: markingQuery(id).queryKey });
    },
    onSuccess: async (marked) => {
      await forget();
      queries.setQueryData(markingQuery(id).queryKey, marked);
      await Promise.all([queries.invalidateQueries({ queryKey: assessedKey }), queries.invalidateQueries({ queryKey: ['attempt', id, 'review'] })]);
      onMarked();
      onAnew();
    },
  });
  const latest = () => queries.fetchQuery({ ...markingQuery(id), staleTime: 0 });
  const anew = async () => {
    await forget();
    await latest();
    onAnew();
  };
  const [by] = questions.flatMap(({ marks }) => (marks && keeper.savedAt && marks.at > keeper.savedAt ? [marks.by] : []));
  const complete = questions.every((one) => sumOf(one, given) !== null && !lacksComment(one, given));
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (complete) sent.mutate(); };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {state === 'graded' && <p><Trans>The result is given. What you change here is added to the record, and counts instead.</Trans></p>}
      {by !== undefined && <Note look="warning">{t`${by ?? t`Somebody`} gave marks after you began yours. Theirs stand below each question; what you type counts instead once you give it.`}</Note>}
      <ol className="stack">
        {questions.map((one) => (
          <li key={one.n}>
            <ToJudge
              question={one} given={given} tried={tried}
              onPoints={(field, points) => change({ ...given, points: { ...given.points, [field]: points } })} onComment={(comment) => change({ ...given, comments: { ...given.comments, [one.n]: comment } })}
            />
          </li>
        ))}
      </ol>
      {tried && !complete && <p className="fault" role="alert">{t`Some points or comments are missing above.`}</p>}
      {sent.error && <Failure problem={asProblem(sent.error)} />}
      <DraftState id={id} keeper={keeper} onTake={anew} onKeep={async () => keeper.overwrite((await latest()).draft?.number ?? 0)} onDiscard={anew} />
      <p className="small muted"><Trans>The trainee is told the result at once, and reads your comments.</Trans></p>
      <div className="row"><Button type="submit" look="main" busy={sent.isPending}>{state === 'graded' ? t`Change the result` : t`Give the result`}</Button></div>
    </form>
  );
}
