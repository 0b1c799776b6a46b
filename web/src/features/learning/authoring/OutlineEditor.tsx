import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftVersion } from '../../../api/authoring';
import { call } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { LessonRow } from './LessonRow';
import { TitlesField } from './TitlesField';
import { arranged, codeFor, draftsOf, moved, type LessonDraft, type PartDraft } from './outline-drafts';

/** Parts and lessons in their order, arranged with buttons and kept as a whole. Texts are written lesson by lesson. */
export function OutlineEditor({ course, version }: { course: string; version: DraftVersion }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [kept] = useState(() => draftsOf(version.parts));
  const [parts, setParts] = useState(kept);
  const changed = JSON.stringify(parts) !== JSON.stringify(kept);
  const saved = useMutation({
    mutationFn: () => call<DraftVersion>(`/course-versions/${version.id}/outline`, { method: 'PUT', body: arranged(parts), ifMatch: version.rowVersion }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['courses'] }),
  });
  const codes = parts.flatMap(({ lessons }) => lessons.map(({ code }) => code));
  const part = (index: number, change: Partial<PartDraft>) => setParts(parts.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const unnamed = parts.some(({ title, lessons }) => !title.trim() || lessons.some((lesson) => !lesson.title.trim()));
  const add = (index: number) => {
    const title = t`New lesson`;
    part(index, { lessons: [...(parts[index]?.lessons ?? []), { id: null, code: codeFor(title, codes), title, titles: {}, kind: 'reading', mandatory: true, minutes: 15 }] });
  };
  const textsOf = (id: string | null) => version.parts.flatMap(({ lessons }) => lessons).find((lesson) => lesson.id === id)?.texts ?? [];
  return (
    <div className="stack">
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
                  key={lesson.code} course={course} lesson={lesson} texts={textsOf(lesson.id)}
                  onChange={(change: Partial<LessonDraft>) => part(index, { lessons: one.lessons.map((other, at) => (at === place ? { ...other, ...change } : other)) })}
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
        {changed && <Button look="main" busy={saved.isPending} aria-disabled={unnamed || undefined} onClick={() => { if (!unnamed) saved.mutate(); }}>{t`Keep this outline`}</Button>}
        {changed && <Button onClick={() => setParts(kept)}>{t`Undo the changes`}</Button>}
      </div>
      {changed && unnamed && <p className="small" role="status"><Trans>Give every part and lesson a title.</Trans></p>}
      {changed && <Note><Trans>Changes of the outline are kept when you press the button. Lessons that are removed go with their texts.</Trans></Note>}
      {saved.error && <Failure problem={asProblem(saved.error)} />}
    </div>
  );
}
