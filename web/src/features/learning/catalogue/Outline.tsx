import { Trans, useLingui } from '@lingui/react/macro';
import { titleIn, type OutlinePart } from '../../../api/learning';
import { useFormats } from '../../../i18n/useFormats';
import { useLength, useWords } from './words';

/** Parts and lessons of a course, for those who have not begun. */
export function Outline({ parts }: { parts: readonly OutlinePart[] }) {
  const { t } = useLingui();
  const { kinds } = useWords();
  const { locale } = useFormats();
  const length = useLength();
  if (parts.length === 0) return <p className="muted"><Trans>Nothing is written yet.</Trans></p>;
  return (
    <ol className="course-parts">
      {parts.map(({ number, title, titles, minutes, lessons }) => (
        <li key={number}>
          <h3><bdi dir="auto">{titleIn(locale, { title, titles })}</bdi> {minutes > 0 && <span className="small muted numbers">{length(minutes)}</span>}</h3>
          <ul>{lessons.map((lesson) => <li key={lesson.code}><bdi dir="auto">{titleIn(locale, lesson)}</bdi> <span className="small muted">{lesson.kind === 'reading' ? '' : kinds[lesson.kind]}{lesson.mandatory ? '' : ` (${t`optional`})`}</span></li>)}</ul>
        </li>
      ))}
    </ol>
  );
}
