import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { DraftVersion } from '../../../api/authoring';
import { call } from '../../../api/client';
import type { Course } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextArea } from '../../../ui/fields/TextArea';
import { Card } from '../../../ui/page/Card';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Status, type StatusLook } from '../../../ui/state/Status';

type Deed = 'review' | 'return' | 'publication' | 'version' | 'retirement';
const looks: Record<DraftVersion['state'], StatusLook> = { draft: 'not-yet', review: 'attention', published: 'good', retired: 'bad' };

/** Where the version stands, and the step that may be taken now. */
export function Reviewing({ course, version }: { course: Course; version: DraftVersion }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Deed | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: (deed: Deed) => call<unknown>(...deedCall(deed, course, version, note.trim())),
    onSuccess: () => { setAsked(null); setNote(''); setTried(false); return queries.invalidateQueries({ queryKey: ['courses'] }); },
  });
  const { allows } = course;
  const states = { draft: t`Being written`, review: t`Being reviewed`, published: t`In force`, retired: t`Replaced` };
  const problem = done.error ? asProblem(done.error) : null;
  const takesBack = version.isSubmittedByYou && allows.includes('submit');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (asked && (asked !== 'return' || note.trim().length >= 3)) done.mutate(asked);
  };
  const ask = (deed: Deed) => { done.reset(); setTried(false); setAsked(deed); };
  return (
    <Card labelledby="standing" className="stack-tight">
      <div className="row"><h2 id="standing"><Trans>Version {version.number}</Trans></h2><Status look={looks[version.state]}>{states[version.state]}</Status>{version.submittedBy && version.state === 'review' && <span className="small muted"><Trans>handed in by <bdi>{version.submittedBy}</bdi></Trans></span>}</div>
      {version.note && <p className="small"><bdi dir="auto">{version.note}</bdi></p>}
      {version.state === 'draft' && version.missing.length > 0 && <Note title={t`Before it can be handed in:`}><ul className="course-missing">{version.missing.map((one) => <li key={one}><bdi dir="auto">{one}</bdi></li>)}</ul></Note>}
      {version.state === 'review' && version.isSubmittedByYou && <p className="small muted"><Trans>You handed it in, so another course officer publishes it.</Trans></p>}
      <div className="row">
        {version.state === 'draft' && allows.includes('submit') && <Button look="main" icon="send" aria-disabled={version.missing.length > 0 || undefined} onClick={() => { if (version.missing.length === 0) ask('review'); }}>{t`Hand in for review`}</Button>}
        {version.state === 'review' && allows.includes('publish') && !version.isSubmittedByYou && <Button look="main" icon="check" busy={done.isPending} onClick={() => ask('publication')}>{t`Publish`}</Button>}
        {version.state === 'review' && (allows.includes('publish') || takesBack) && <Button onClick={() => ask('return')}>{takesBack ? t`Take it back` : t`Send it back`}</Button>}
        {(version.state === 'published' || version.state === 'retired') && course.state !== 'retired' && allows.includes('edit') && <Button icon="plus" busy={done.isPending} onClick={() => ask('version')}>{t`Begin the next version`}</Button>}
        {course.state === 'published' && allows.includes('retire') && <Button look="danger" onClick={() => ask('retirement')}>{t`Retire the course`}</Button>}
      </div>
      <Dialog title={{ review: t`Hand in for review`, return: takesBack ? t`Take it back` : t`Send it back`, publication: t`Publish version ${version.number}?`, version: t`Begin the next version?`, retirement: t`Retire the course?` }[asked ?? 'review']} open={asked !== null} onClose={() => setAsked(null)}>
        <form className="stack" noValidate onSubmit={submit}>
          {asked === 'review' && <TextArea label={t`What is new in it`} rows={3} maxLength={1000} optional value={note} onChange={({ target }) => setNote(target.value)} />}
          {asked === 'return' && <TextArea label={t`What is to be changed`} rows={3} maxLength={1000} error={tried && note.trim().length < 3 ? t`Write a few words.` : undefined} value={note} onChange={({ target }) => setNote(target.value)} />}
          {asked === 'publication' && <p><Trans>It takes the place of the version before. Those who study stay with the one they began.</Trans></p>}
          {asked === 'version' && <p><Trans>It begins as a copy. Nothing changes for readers until it is published.</Trans></p>}
          {asked === 'retirement' && <p><Trans>Nobody is taken in any more, and that is for good. Those who study may finish.</Trans></p>}
          {problem && <Failure problem={problem} />}
          {problem?.errors && <ul className="course-missing">{problem.errors.map(({ message }) => <li key={message}><bdi dir="auto">{message}</bdi></li>)}</ul>}
          <Actions>
            <Button type="submit" look={asked === 'retirement' ? 'danger' : 'main'} busy={done.isPending}>{{ review: t`Hand in`, return: takesBack ? t`Take back` : t`Send back`, publication: t`Publish`, version: t`Begin`, retirement: t`Retire` }[asked ?? 'review']}</Button>
            <Button onClick={() => setAsked(null)}>{t`Cancel`}</Button>
          </Actions>
        </form>
      </Dialog>
    </Card>
  );
}

function deedCall(deed: Deed, course: Course, { id }: DraftVersion, note: string): Parameters<typeof call> {
  if (deed === 'version') return [`/courses/${course.id}/versions`, { method: 'POST', body: {} }];
  if (deed === 'retirement') return [`/courses/${course.id}/retirement`, { method: 'PUT', body: {}, ifMatch: course.rowVersion }];
  return [`/course-versions/${id}/${deed}`, { method: 'PUT', body: deed === 'publication' ? {} : note ? { note } : {} }];
}
