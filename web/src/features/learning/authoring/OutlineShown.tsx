import { useLingui } from '@lingui/react/macro';
import type { DraftVersion } from '../../../api/authoring';
import { Link } from '../../../ui/actions/Link';
import { useKinds } from './kinds';

/** Parts and lessons of a version that does not change now; how its tests fare is reached from here. */
export function OutlineShown({ course, version, writes }: { course: string; version: DraftVersion; writes: boolean }) {
  const { t } = useLingui();
  const kinds = useKinds();
  return (
    <ol className="outline-parts">
      {version.parts.map(({ title, lessons }, index) => (
        <li key={index} className="stack-tight">
          <h3><bdi dir="auto">{title}</bdi></h3>
          <ul className="outline-lessons">{lessons.map((lesson) => <li key={lesson.code} className="row"><bdi dir="auto">{lesson.title}</bdi> <span className="small muted">{kinds[lesson.kind]} · <bdi>{lesson.texts.map(({ language }) => language).join(' ')}</bdi></span>{writes && lesson.kind === 'quiz' && <Link className="small" to="/learning/courses/$id/edit/$lesson" params={{ id: course, lesson: lesson.id }}><span className="hidden-text">{lesson.title}: </span>{t`Blueprint`}</Link>}</li>)}</ul>
        </li>
      ))}
    </ol>
  );
}
