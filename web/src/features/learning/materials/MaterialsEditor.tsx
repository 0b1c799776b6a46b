import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { detachMaterial, materialsQuery } from '../../../api/materials';
import { asProblem } from '../../../api/problem';
import { useMayEver } from '../../../api/session';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { ButtonLink } from '../../../ui/actions/Link';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { AttachDialog } from './AttachDialog';
import { MaterialRow } from './MaterialRow';
import './materials.css';

interface MaterialsEditorProps {
  course: string;
  /** Lessons of the version shown, in their order. */
  lessons: readonly { code: string; title: string }[];
}

/** What goes with a course, for its authors: added out of the library, taken out again; and what reaches further than the course by now. */
export function MaterialsEditor({ course, lessons }: MaterialsEditorProps) {
  const { t } = useLingui();
  const { list } = useFormats();
  const queries = useQueryClient();
  const brings = useMayEver('create:document');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(materialsQuery(course));
  const taken = useMutation({ mutationFn: detachMaterial, onSuccess: () => queries.invalidateQueries({ queryKey: materialsQuery(course).queryKey }) });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  const titleOf = (code: string) => lessons.find((lesson) => lesson.code === code)?.title ?? code;
  return (
    <div className="stack">
      <p className="measure"><Trans>Released documents of your party, each under its own marking. None may reach further than the course. What is for trainers is released to the audience of its trainers.</Trans></p>
      {data.items.length === 0 && <p className="muted"><Trans>No document goes with this course yet.</Trans></p>}
      <ul>
        {data.items.map((one) => (
          <MaterialRow key={one.id} material={one}>
            <p className="small muted">{one.forWhom === 'trainers' ? t`For trainers only` : t`For everybody who may read the course`}{one.lesson && <> · <bdi dir="auto">{titleOf(one.lesson)}</bdi></>}</p>
            {one.beyond.length > 0 && <Note look="warning" title={t`It reaches further than the course.`}><Trans>{list(one.beyond)} may read it and not the course. Have its marking narrowed, or take it out: the course cannot be published meanwhile.</Trans></Note>}
            {one.allows.includes('detach') && <div className="row"><Button size="small" icon="x" busy={taken.isPending && taken.variables === one.id} onClick={() => taken.mutate(one.id)}><span className="hidden-text"><bdi>{one.document.title}</bdi>: </span>{t`Take out of the course`}</Button></div>}
          </MaterialRow>
        ))}
      </ul>
      {taken.error && <Failure problem={asProblem(taken.error)} />}
      {data.mayAttach && (
        <div className="row">
          <Button icon="plus" onClick={() => setAdding(true)}>{t`Add a document`}</Button>
          {brings && <ButtonLink to="/share" icon="upload">{t`Bring a new file to the library`}</ButtonLink>}
        </div>
      )}
      <AttachDialog course={course} lessons={lessons} attached={data.items.map(({ document }) => document.id)} open={adding} onClose={() => setAdding(false)} />
    </div>
  );
}
