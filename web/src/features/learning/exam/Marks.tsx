import { useLingui } from '@lingui/react/macro';
import type { Attempt } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import { Card } from '../../../ui/page/Card';
import { Section } from '../../../ui/page/Page';

/** What an assessor gave and said, question by question. */
export function Marks({ marks }: Pick<Attempt, 'marks'>) {
  const { t } = useLingui();
  const { number } = useFormats();
  if (marks.length === 0) return null;
  return (
    <Section id="marks" title={t`What the assessor says`}>
      <ul className="stack">
        {marks.map(({ n, stem, criteria, comment }) => (
          <li key={n}>
            <Card labelledby={`mark-${n}`} className="stack-tight">
              <h3 id={`mark-${n}`}><bdi dir="auto">{stem}</bdi></h3>
              <ul className="sections">
                {criteria.map(({ text, points, max }) => <li key={text} className="spread"><bdi dir="auto">{text}</bdi>{points !== null && <bdi className="numbers">{`${number(points)} / ${number(max)}`}</bdi>}</li>)}
              </ul>
              {comment && <blockquote dir="auto" className="said">{comment}</blockquote>}
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}
