import type { DraftVersion } from '../../../api/authoring';
import { useKinds } from './kinds';
import { TextLinks } from './TextLinks';

/** Parts and lessons of a version that does not change now, to be read by whoever publishes it; how its tests fare is reached from here. */
export function OutlineShown({ course, version }: { course: string; version: DraftVersion }) {
  const kinds = useKinds();
  return (
    <ol className="outline-parts">
      {version.parts.map(({ title, lessons }, index) => (
        <li key={index} className="stack-tight">
          <h3><bdi dir="auto">{title}</bdi></h3>
          <ul className="outline-lessons">{lessons.map((lesson) => <li key={lesson.code} className="row"><bdi dir="auto">{lesson.title}</bdi> <span className="small muted">{kinds[lesson.kind]}</span><TextLinks course={course} id={lesson.id} title={lesson.title} texts={lesson.texts} isTest={lesson.kind === 'quiz'} /></li>)}</ul>
        </li>
      ))}
    </ol>
  );
}
