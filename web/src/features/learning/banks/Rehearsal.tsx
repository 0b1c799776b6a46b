import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Trial, tryQuestion } from '../../../api/banks';
import type { Correction } from '../../../api/examinations';
import type { ProblemDocument } from '../../../api/model';
import { asProblem, ProblemError } from '../../../api/problem';
import { worded } from '../../../i18n/i18n';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { later } from '../../../ui/later';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { type Draft, writtenOf } from './drafts';

/** The very component that puts questions to trainees. */
const Practised = later(async () => (await worded(import('../exam/examination'))).Practised, <Skeleton rows={3} />);

/** What of a draft is put: its translations only as far as they are looked at, so that an unfinished one does not keep the others from being shown. */
const putOf = ({ translations = {}, ...draft }: Draft, language: string | null) => writtenOf({ ...draft, ...(language && translations[language] && { translations: { [language]: translations[language] } }) });

/** The question as trainees see it, to be answered and marked by the server. Nothing of a try is kept. */
export function Rehearsal({ bank, draft, language, onRefused }: { bank: string; draft: Draft; /** Null: as it was written. */ language: string | null; onRefused: (problem: ProblemDocument | null) => void }) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const [draw, setDraw] = useState(0);
  const written = putOf(draft, language);
  const spoken = language ? { language } : {};
  const of = JSON.stringify([written, language]);
  const name = language && nameOf(language);
  const put = useMutation({
    mutationFn: (turn: number) => tryQuestion(bank, { question: written, draw: turn, ...spoken }).then((trial: Trial) => ({ trial, of })),
    onSuccess: () => onRefused(null),
    onError: (error) => onRefused(asProblem(error)),
  });
  const show = (turn: number) => { setDraw(turn); put.mutate(turn); };
  const check = async (answer: object): Promise<Correction> => {
    const { correction } = await tryQuestion(bank, { question: written, draw, ...spoken, answer });
    if (!correction) throw new ProblemError({ type: 'about:blank', title: t`The try was not marked.`, status: 500 });
    return correction;
  };
  const problem = put.error ? asProblem(put.error) : null;
  const stale = put.data !== undefined && put.data.of !== of;
  return (
    <section className="question-rehearsal stack" aria-labelledby="rehearsal">
      <h2 id="rehearsal">{name ? t`As trainees see it in ${name}` : t`As trainees see it`}</h2>
      <p className="small muted"><Trans>Show it whenever you like, kept or not. You may answer it and have your try marked; nothing of that is kept.</Trans></p>
      <div><Button icon="eye" busy={put.isPending} onClick={() => show(draw)}>{put.data ? t`Show it anew` : t`Show it`}</Button></div>
      {stale && <p className="small" role="status"><Trans>You changed it since. Show it anew to see the change.</Trans></p>}
      {problem && !problem.errors?.length && <Failure problem={problem} onRetry={() => show(draw)} />}
      {problem?.errors && <p className="fault" role="status">{t`It cannot be shown yet. Beside the fields it says why.`}</p>}
      {put.data && !problem && !stale && name && !put.data.trial.question.language && <p className="small muted" role="status">{t`It is not translated into ${name} yet, so it is shown as it was written.`}</p>}
      {put.data && !problem && !stale && <Practised key={`${put.data.of}/${draw}/${put.submittedAt}`} label={t`Trial`} question={put.data.trial.question} deed={t`Mark my try`} check={check} onNext={() => show(draw + 1)} />}
    </section>
  );
}
