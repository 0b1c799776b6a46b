import { useLingui } from '@lingui/react/macro';
import type { ToMark } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Card } from '../../../ui/page/Card';
import { fieldOf, isTicked, lacksComment, mostOf, pointsIn, sumOf, type Given } from './points';

interface ToJudgeProps {
  question: ToMark;
  given: Given;
  /** Faults are shown once somebody tried to hand it in. */
  tried: boolean;
  onPoints: (field: string, points: string) => void;
  onComment: (comment: string) => void;
}

/** What was asked and answered, beside what full points take. */
export function ToJudge({ question: one, given, tried, onPoints, onComment }: ToJudgeProps) {
  const { t } = useLingui();
  const { date, number } = useFormats();
  const { n, question, answer, guidance, model, marks } = one;
  const [sum, most] = [sumOf(one, given), mostOf(one)];
  const [reached, all] = [sum === null ? '–' : number(sum), number(most)];
  return (
    <Card labelledby={`judge-${n}`} className="stack">
      <h3 id={`judge-${n}`}><bdi dir="auto">{question.stem}</bdi></h3>
      {question.type === 'essay' && (answer?.text ? <blockquote dir="auto" className="said">{answer.text}</blockquote> : <p className="muted">{t`Nothing was written.`}</p>)}
      {model && <details><summary>{t`An answer that earns every point`}</summary><p dir="auto" className="said">{model}</p></details>}
      {question.criteria.map((criterion) => {
        const { id, text, points } = criterion;
        const field = fieldOf(n, id);
        const value = given.points[field] ?? '';
        const takes = guidance.find((word) => word.id === id)?.text;
        const count = number(points);
        if (isTicked(one, points)) return <Checkbox key={id} checked={value === '1'} hint={takes} onChange={({ target }) => onPoints(field, target.checked ? '1' : '0')}><bdi dir="auto">{text}</bdi></Checkbox>;
        return (
          <TextField
            key={id} short inputMode="decimal" autoComplete="off" label={text} hint={takes ? t`0 to ${count} points. ${takes}` : t`0 to ${count} points`} value={value}
            error={tried && pointsIn(value, points) === null ? t`Give 0 to ${count} points; halves count.` : undefined} onChange={({ target }) => onPoints(field, target.value)}
          />
        );
      })}
      <p role="status"><strong className="numbers">{t`${reached} of ${all} points`}</strong></p>
      <TextArea
        label={t`Comment`} hint={t`The trainee reads it. It is needed where points are missing.`} rows={3} maxLength={4000} value={given.comments[n] ?? ''}
        error={tried && sum !== null && lacksComment(one, given) ? t`Say in a few words what was missing.` : undefined} onChange={({ target }) => onComment(target.value)}
      />
      {marks && (
        <div className="small muted stack-tight">
          <p>{t`Marked by ${marks.by ?? t`somebody who left`} on ${date(marks.at, 'moment')}`}</p>
          <p className="row">{question.criteria.map(({ id, text, points }) => <span key={id}><bdi dir="auto">{text}</bdi>: <span className="numbers">{number(marks.criteria.find((one) => one.id === id)?.points ?? 0)} / {number(points)}</span></span>)}</p>
          {marks.comment && <p dir="auto" className="said">{marks.comment}</p>}
        </div>
      )}
    </Card>
  );
}
