import { Trans, useLingui } from '@lingui/react/macro';
import type { DraftLesson } from '../../../api/authoring';
import type { LessonKind } from '../../../api/learning';
import { Button } from '../../../ui/actions/Button';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Select } from '../../../ui/fields/Select';
import { TextField } from '../../../ui/fields/TextField';
import { useKinds } from './kinds';
import type { LessonDraft } from './outline-drafts';
import { TextLinks } from './TextLinks';
import { TitlesField } from './TitlesField';

interface LessonRowProps {
  course: string;
  lesson: LessonDraft;
  /** As the server keeps it; undefined before it does. */
  kept: DraftLesson | undefined;
  onChange: (change: Partial<LessonDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One lesson while the course is arranged. */
export function LessonRow({ course, lesson, kept, onChange, onMove, onRemove }: LessonRowProps) {
  const { t } = useLingui();
  const kinds = useKinds();
  const named = <span className="hidden-text">{lesson.title}: </span>;
  return (
    <li className="outline-lesson">
      <TextField label={t`Lesson`} small maxLength={200} value={lesson.title} onChange={({ target }) => onChange({ title: target.value })} />
      <Select label={t`Kind`} small value={lesson.kind} choices={Object.entries(kinds).map(([value, label]) => ({ value, label }))} onChange={({ target }) => onChange({ kind: target.value as LessonKind })} />
      <TextField label={t`Minutes`} type="number" min={0} small short value={lesson.minutes} onChange={({ target }) => onChange({ minutes: Math.max(0, Math.floor(Number(target.value))) })} />
      <Checkbox checked={lesson.mandatory} onChange={({ target }) => onChange({ mandatory: target.checked })}>{t`Must be done`}</Checkbox>
      <span className="row">
        <Button size="small" icon="up" onClick={() => onMove(-1)}>{named}{t`Up`}</Button>
        <Button size="small" icon="down" onClick={() => onMove(1)}>{named}{t`Down`}</Button>
        <Button size="small" icon="trash" onClick={onRemove}>{named}{t`Remove`}</Button>
      </span>
      <TitlesField of={lesson.title} titles={lesson.titles} without={['en', ...(kept?.texts ?? []).map(({ language }) => language)]} onChange={(titles) => onChange({ titles })} />
      {kept && <p className="small muted outline-texts"><Trans>Other lessons lead to it by <bdi className="mono">lesson:{lesson.code}</bdi>.</Trans></p>}
      <TextLinks course={course} id={kept?.id ?? null} title={lesson.title} texts={kept?.texts ?? []} writes isTest={lesson.kind === 'quiz'} />
    </li>
  );
}
