import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../../../api/client';
import { courseLevels, type Course, type CourseLevel } from '../../../api/learning';
import { asProblem, hasStatus } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Select } from '../../../ui/fields/Select';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { useHeld } from '../held';
import { HeldNote } from './HeldNote';

/** What the catalogue says of a course, and what its certificate says. */
export function DescriptionForm({ course }: { course: Course }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const held = useHeld(`description/${course.id}`, {
    title: course.title, publicTitle: course.publicTitle ?? '', summary: course.summary, audience: course.audience, admission: course.admission, outcomes: course.outcomes.join('\n'),
    minutes: String(course.minutes), passMark: String(course.passMark), certificateMonths: course.certificateMonths === null ? '' : String(course.certificateMonths),
    partyMax: course.partyMax === null ? '' : String(course.partyMax), level: course.level as string, mode: course.mode as string, entry: course.entry as string, offline: course.offline,
  });
  const { draft: said, change: set } = held;
  const saved = useMutation({
    mutationFn: (said: typeof held.draft) => call<Course>(`/courses/${course.id}`, { method: 'PATCH', ifMatch: course.rowVersion, body: {
      ...said, title: said.title.trim(), publicTitle: said.publicTitle.trim() || null, outcomes: said.outcomes.split('\n').map((one) => one.trim()).filter(Boolean),
      minutes: Number(said.minutes), passMark: Number(said.passMark), certificateMonths: said.certificateMonths === '' ? null : Number(said.certificateMonths), partyMax: said.partyMax === '' ? null : Number(said.partyMax),
    } }),
    onSuccess: async (_, sent) => {
      await queries.invalidateQueries({ queryKey: ['courses'] });
      held.settle(sent);
    },
    onError: (error) => { if (hasStatus(error, 412)) void queries.invalidateQueries({ queryKey: ['courses', 'one', course.id] }); },
  });
  const problem = saved.error ? asProblem(saved.error) : null;
  const fault = (path: string) => problem?.errors?.find((one) => one.path === path)?.message;
  const levels: Record<CourseLevel, string> = { introduction: t`Introduction`, level_1: t`Level 1`, level_2: t`Level 2`, level_3: t`Level 3`, trainer: t`For trainers` };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saved.mutate(said);
  };
  return (
    <form className="stack course-description" noValidate onSubmit={submit}>
      <HeldNote held={held} />
      <TextField label={t`Title`} maxLength={200} error={fault('title')} value={said.title} onChange={({ target }) => set({ title: target.value })} />
      <TextField label={t`Title for certificates`} optional hint={t`Printed where the title itself is not for everybody, or has letters that cannot be printed.`} maxLength={200} error={fault('publicTitle')} value={said.publicTitle} onChange={({ target }) => set({ publicTitle: target.value })} />
      <TextArea label={t`Summary`} rows={3} maxLength={2000} error={fault('summary')} value={said.summary} onChange={({ target }) => set({ summary: target.value })} />
      <TextArea label={t`What one will be able to do`} hint={t`One outcome a line.`} rows={5} error={fault('outcomes')} value={said.outcomes} onChange={({ target }) => set({ outcomes: target.value })} />
      <TextArea label={t`For whom`} rows={2} maxLength={2000} error={fault('audience')} value={said.audience} onChange={({ target }) => set({ audience: target.value })} />
      <TextArea label={t`Admission`} rows={2} maxLength={2000} error={fault('admission')} value={said.admission} onChange={({ target }) => set({ admission: target.value })} />
      <div className="course-numbers">
        <Select label={t`Level`} value={said.level} choices={courseLevels.map((value) => ({ value, label: levels[value] }))} onChange={({ target }) => set({ level: target.value })} />
        <Select label={t`Taught`} value={said.mode} choices={[{ value: 'self_paced', label: t`At one's own pace` }, { value: 'led', label: t`With a trainer` }, { value: 'blended', label: t`Partly with a trainer` }]} onChange={({ target }) => set({ mode: target.value })} />
        <Select label={t`Entry`} value={said.entry} choices={[{ value: 'open', label: t`Open: begin at once` }, { value: 'nomination', label: t`By nomination` }]} onChange={({ target }) => set({ entry: target.value })} />
        <TextField label={t`Minutes in all`} type="number" min={1} short error={fault('minutes')} value={said.minutes} onChange={({ target }) => set({ minutes: target.value })} />
        <TextField label={t`Pass mark, per cent`} type="number" min={0} max={100} short error={fault('passMark')} value={said.passMark} onChange={({ target }) => set({ passMark: target.value })} />
        <TextField label={t`Certificate, months`} hint={t`Empty: for good.`} type="number" min={1} short error={fault('certificateMonths')} value={said.certificateMonths} onChange={({ target }) => set({ certificateMonths: target.value })} />
        <TextField label={t`Seats of a party in a cohort`} hint={t`The most a centre may give. Empty: the centre decides.`} type="number" min={1} max={2000} short error={fault('partyMax')} value={said.partyMax} onChange={({ target }) => set({ partyMax: target.value })} />
      </div>
      <Checkbox checked={said.offline} onChange={({ target }) => set({ offline: target.checked })}>{t`May be kept on a device to be read without a line`}</Checkbox>
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      {saved.isSuccess && !held.isChanged && <Note look="good" live>{t`Kept.`}</Note>}
      <div><Button type="submit" look="main" busy={saved.isPending}>{t`Keep the description`}</Button></div>
    </form>
  );
}
