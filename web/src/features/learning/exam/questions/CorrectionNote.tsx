import { useLingui } from '@lingui/react/macro';
import { useFormats } from '../../../../i18n/useFormats';
import type { Feedback, Question } from '../../../../api/examinations';
import { Note } from '../../../../ui/state/Note';
import { useDecisionWords, useZoneWords } from './words';

/** What an answer was worth, what would have been right, and why. In practice, what a person would judge is for oneself to compare. */
export function CorrectionNote({ question, feedback: { right, text, verdicts, expected }, score, practised = false }: { question: Question; feedback: Feedback; score: number; practised?: boolean }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const said = useExpected(question, expected);
  const names = namesIn(question);
  const reasons = verdicts.filter(({ because }) => because);
  const share = number(Math.round(score * 100));
  const judged = practised && (question.type === 'essay' || question.type === 'practical');
  const title = judged ? t`Compare it yourself: no machine marks this.` : right ? t`Right.` : score > 0 ? t`Partly right: ${share} %.` : t`Not right.`;
  return (
    <div className="correction">
      <Note look={judged ? 'info' : right ? 'good' : 'warning'} title={title} live>
        <div className="stack-tight">
          {text && <p dir="auto">{text}</p>}
          {!right && said.length > 0 && <div><strong>{judged ? t`An answer that earns every point` : t`The right answer`}</strong><ul>{said.map((line) => <li key={line} dir="auto" className="said">{line}</li>)}</ul></div>}
          {reasons.length > 0 && <ul>{reasons.map(({ id, because }) => <li key={id}><strong><bdi dir="auto">{names.get(id)}</bdi></strong>: <bdi dir="auto">{because}</bdi></li>)}</ul>}
        </div>
      </Note>
    </div>
  );
}

function namesIn(question: Question): ReadonlyMap<string, string> {
  const lists = ['options' in question && question.options, 'lefts' in question && question.lefts, 'steps' in question && question.steps, 'reasons' in question && question.reasons, 'criteria' in question && question.criteria];
  return new Map(lists.flatMap((list) => (list || []).map(({ id, text }) => [id, text] as const)));
}

/** The right answer as the server says it, with its names for fields and decisions in words. */
function useExpected(question: Question, expected: string[]): string[] {
  const [zone, decisions] = [useZoneWords(), useDecisionWords()];
  if (question.type === 'decision') return expected.map((line) => (decisions as Record<string, string>)[line] ?? line);
  if (question.type !== 'mrz') return expected;
  return expected.map((line) => {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    return `${zone[name] ?? name}: ${name === 'field' ? (zone[value] ?? value) : value}`;
  });
}
