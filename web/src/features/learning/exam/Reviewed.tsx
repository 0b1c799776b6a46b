import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Reviewed as ReviewedQuestion } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import { Status } from '../../../ui/state/Status';
import { CorrectionNote } from './questions/CorrectionNote';
import { QuestionForm } from './questions/QuestionForm';
import { RestOfStem, Stem } from './questions/Stem';

/** One question of a closed attempt: what was answered, and what is right. Opened, it can be tried again; nothing of that counts. */
export function Reviewed({ reviewed: { n, question, answer, score, max, feedback } }: { reviewed: ReviewedQuestion }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const [open, setOpen] = useState(false);
  const [points, most] = [number(score), number(max)];
  return (
    <details className="card reviewed" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="row">
        <Status look={feedback.right ? 'good' : score > 0 ? 'attention' : 'bad'}>{t`${n}: ${points} of ${most}`}</Status>
        <bdi dir="auto"><Stem question={question} /></bdi>
      </summary>
      {open && (
        <div className="stack">
          <RestOfStem question={question} />
          {!answer && <p className="muted">{t`You gave no answer.`}</p>}
          <fieldset disabled><QuestionForm question={question} answer={answer} areas={feedback.areas} onChange={() => undefined} /></fieldset>
          <CorrectionNote question={question} feedback={feedback} score={score} />
        </div>
      )}
    </details>
  );
}
