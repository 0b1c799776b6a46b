import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DraftVersion, versionQuery } from '../../../api/authoring';
import { call } from '../../../api/client';
import { asProblem, hasStatus } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { useHeld } from '../held';
import { HeldNote } from './HeldNote';
import { LessonRow } from './LessonRow';
import { TitlesField } from './TitlesField';
import { arranged, codeFor, draftsOf, moved, type LessonDraft, type PartDraft } from './outline-drafts';

/** Parts and lessons in their order, arranged with buttons and kept as a whole. Texts are written lesson by lesson. */
export function OutlineEditor({ course, version }: { course: string; version: DraftVersion }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const held = useHeld(`outline/${version.id}`, { parts: draftsOf(version.parts) });
  const { draft: { parts }, isChanged } = held;
  const setParts = (next: PartDraft[]) => held.change({ parts: next });
  const saved = useMutation({
    mutationFn: (sent: typeof held.draft) => call<DraftVersion>(`/course-versions/${version.id}/outline`, { method: 'PUT', body: arranged(sent.parts), ifMatch: version.rowVersion }),
    onSuccess: async (_, sent) => {
      await queries.invalidateQueries({ queryKey: ['courses'] });
      held.settle(sent);
    },
    onError: (error) => { if (hasStatus(error, 412)) void queries.invalidateQueries({ queryKey: versionQuery(version.id).queryKey }); },
  });
  const known = version.parts.flatMap(({ lessons }) => lessons);
  const part = (index: number, change: Partial<PartDraft>) => setParts(parts.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const unnamed = parts.some(({ title, lessons }) => !title.trim() || lessons.some((lesson) => !lesson.title.trim()));
  const keptOf = (lesson: LessonDraft) => known.find(({ code }) => code === lesson.code);
  // Until it is kept, a lesson has its code from its title. That of a lesson taken away is left to nobody: it would leave its texts with it.
  const coded = (lesson: LessonDraft) => (keptOf(lesson) ? lesson : { ...lesson, code: codeFor(lesson.title, [...known, ...parts.flatMap(({ lessons }) => lessons).filter(({ id }) => id !== lesson.id)].map(({ code }) => code)) });
  const add = (index: number) => part(index, { lessons: [...(parts[index]?.lessons ?? []), coded({ id: `new-${Date.now()}`, code: '', title: t`New lesson`, titles: {}, kind: 'reading', mandatory: true, minutes: 15 })] });
  return (
    <div className="stack">
      <HeldNote held={held} />
      <ol className="outline-parts">
        {parts.map((one, index) => (
          <li key={index} className="stack-tight">
            <div className="outline-part">
              <TextField label={t`Part ${index + 1}`} maxLength={200} value={one.title} onChange={({ target }) => part(index, { title: target.value })} />
              <TextField label={t`Minutes`} type="number" min={0} short value={one.minutes} onChange={({ target }) => part(index, { minutes: Math.max(0, Math.floor(Number(target.value))) })} />
              <span className="row">
                <Button size="small" icon="up" onClick={() => setParts(moved(parts, index, -1))}><span className="hidden-text">{t`Part ${index + 1}:`} </span>{t`Up`}</Button>
                <Button size="small" icon="down" onClick={() => setParts(moved(parts, index, 1))}><span className="hidden-text">{t`Part ${index + 1}:`} </span>{t`Down`}</Button>
                {one.lessons.length === 0 && <Button size="small" icon="trash" onClick={() => setParts(parts.filter((_, at) => at !== index))}>{t`Remove the part`}</Button>}
              </span>
              <TitlesField of={t`Part ${index + 1}`} titles={one.titles} without={['en']} onChange={(titles) => part(index, { titles })} />
            </div>
            <ul className="outline-lessons">
              {one.lessons.map((lesson, place) => (
                <LessonRow
                  key={lesson.id} course={course} lesson={lesson} kept={keptOf(lesson)}
                  onChange={(change: Partial<LessonDraft>) => part(index, { lessons: one.lessons.map((other, at) => (at === place ? coded({ ...other, ...change }) : other)) })}
                  onMove={(by) => part(index, { lessons: moved(one.lessons, place, by) })}
                  onRemove={() => part(index, { lessons: one.lessons.filter((_, at) => at !== place) })}
                />
              ))}
            </ul>
            <Button size="small" icon="plus" onClick={() => add(index)}>{t`Add a lesson to part ${index + 1}`}</Button>
          </li>
        ))}
      </ol>
      {parts.length === 0 && <p className="muted"><Trans>A course has parts, and parts have lessons. Begin with a part.</Trans></p>}
      <div className="row">
        <Button icon="plus" onClick={() => setParts([...parts, { title: t`New part`, titles: {}, minutes: 0, lessons: [] }])}>{t`Add a part`}</Button>
        {isChanged && <Button look="main" busy={saved.isPending} aria-disabled={unnamed || undefined} onClick={() => { if (!unnamed) saved.mutate(held.draft); }}>{t`Keep this outline`}</Button>}
        {isChanged && <Button onClick={held.undo}>{t`Undo the changes`}</Button>}
      </div>
      {isChanged && unnamed && <p className="small" role="status"><Trans>Give every part and lesson a title.</Trans></p>}
      {isChanged && <Note><Trans>Changes of the outline are kept when you press the button. Lessons that are removed go with their texts.</Trans></Note>}
      {saved.error && <Failure problem={asProblem(saved.error)} />}
    </div>
  );
}
