import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Criterion } from '../../../../api/examinations';
import { useFormats } from '../../../../i18n/useFormats';
import { TextArea } from '../../../../ui/fields/TextArea';
import type { FormProps } from './form-props';

const most = 12_000;

/** A text of one's own, which a person reads. */
export function EssayQuestion({ question: { criteria, words }, answer, onChange, fault }: FormProps<'essay'>) {
  const { t } = useLingui();
  const { number } = useFormats();
  const [text, setText] = useState(() => answer?.text ?? '');
  const type = (typed: string) => {
    setText(typed);
    onChange(typed.trim() === '' ? null : { text: typed }, true);
  };
  const [written, wanted] = [number(text.split(/\s+/u).filter(Boolean).length), words === undefined ? '' : number(words)];
  return (
    <>
      <Rubric criteria={criteria} />
      <TextArea label={t`Your text`} hint={wanted ? t`${written} words so far; about ${wanted} are expected.` : t`${written} words so far.`} rows={14} maxLength={most} error={fault} value={text} onChange={({ target }) => type(target.value)} />
    </>
  );
}

/** Something to do before somebody's eyes. */
export function PracticalQuestion({ question: { criteria } }: Pick<FormProps<'practical'>, 'question'>) {
  return (
    <>
      <p><Trans>An assessor watches you do this and marks it. There is nothing to write here; hand in when it is done.</Trans></p>
      <Rubric criteria={criteria} />
    </>
  );
}

/** What is looked at, and what it counts. */
function Rubric({ criteria }: { criteria: Criterion[] }) {
  const { t } = useLingui();
  const { number } = useFormats();
  return (
    <div className="stack-tight">
      <h3 className="small">{t`What is marked`}</h3>
      <ul className="sections">
        {criteria.map(({ id, text, points }) => {
          const count = number(points);
          return <li key={id} className="spread"><bdi dir="auto">{text}</bdi><span className="numbers muted">{t`Points: ${count}`}</span></li>;
        })}
      </ul>
    </div>
  );
}
