import { useLingui } from '@lingui/react/macro';
import type { PutQuestion } from '../../../api/examinations';
import { Button } from '../../../ui/actions/Button';
import { classes } from '../../../ui/classes';

interface NavigatorProps {
  questions: PutQuestion[];
  at: number;
  flagged: ReadonlySet<number>;
  isAnswered: (n: number) => boolean;
  onGo: (at: number) => void;
  onSubmit: () => void;
}

/** All questions by number: which one is open, which are answered, which are marked to come back to. Said in words, and shown by more than colour. */
export function Navigator({ questions, at, flagged, isAnswered, onGo, onSubmit }: NavigatorProps) {
  const { t } = useLingui();
  const said = (n: number) => [isAnswered(n) ? t`answered` : t`not answered`, flagged.has(n) && t`marked`].filter(Boolean).join(', ');
  return (
    <nav className="navigator stack" aria-label={t`Questions`}>
      <ul>
        {questions.map(({ n }, index) => {
          const state = said(n);
          return (
            <li key={n}>
              <button
                type="button" className={classes('question-number', isAnswered(n) && 'question-answered', flagged.has(n) && 'question-flagged')} aria-current={index === at ? 'step' : undefined}
                aria-label={t`Question ${n}, ${state}`} onClick={() => onGo(index)}
              >
                {n}
              </button>
            </li>
          );
        })}
      </ul>
      <p className="small muted">{t`Filled: answered. With a corner: marked to come back.`}</p>
      <Button wide onClick={onSubmit}>{t`Hand in`}</Button>
    </nav>
  );
}
