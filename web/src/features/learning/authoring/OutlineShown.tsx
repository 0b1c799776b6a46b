import type { DraftVersion } from '../../../api/authoring';
import { useKinds } from './kinds';

/** Parts and lessons of a version that does not change now. */
export function OutlineShown({ version }: { version: DraftVersion }) {
  const kinds = useKinds();
  return (
    <ol className="outline-parts">
      {version.parts.map(({ title, lessons }, index) => (
        <li key={index} className="stack-tight">
          <h3><bdi dir="auto">{title}</bdi></h3>
          <ul className="outline-lessons">{lessons.map((lesson) => <li key={lesson.code}><bdi dir="auto">{lesson.title}</bdi> <span className="small muted">{kinds[lesson.kind]} · <bdi>{lesson.texts.map(({ language }) => language).join(' ')}</bdi></span></li>)}</ul>
        </li>
      ))}
    </ol>
  );
}
