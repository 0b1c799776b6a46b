import { Trans, useLingui } from '@lingui/react/macro';
import type { OutlinePart } from '../../../api/learning';
import { useLength, useWords } from './words';

/** Parts and lessons of a course, for those who have not begun. */
export function Outline({ parts }: { parts: readonly OutlinePart[] }) {
  const { t } = useLingui();
  const { kinds } = useWords();
  const length = useLength();
  if (parts.length === 0) return <p className="muted"><Trans>Nothing is written yet.</Trans></p>;
  return (
    <ol className="course-parts">
      {parts.map(({ number, title, minutes, lessons }) => (
        <li key={number}>
          <h3><bdi dir="auto">{title}</bdi> {minutes > 0 && <span className="small muted numbers">{length(minutes)}</span>}</h3>
          <ul>{lessons.map((lesson) => <li key={lesson.code}><bdi dir="auto">{lesson.title}</bdi> <span className="small muted">{lesson.kind === 'reading' ? '' : kinds[lesson.kind]}{lesson.mandatory ? '' : ` (${t`optional`})`}</span></li>)}</ul>
        </li>
      ))}
    </ol>
  );
}
