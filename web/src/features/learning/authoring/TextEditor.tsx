import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { previewOf, textQuery, type LessonText } from '../../../api/authoring';
import { call } from '../../../api/client';
import { asProblem, hasStatus } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { useHeld } from '../held';
import { HeldNote } from './HeldNote';
import { inserted } from './inserted';
import { Steps } from './Steps';
import { Weight } from './Weight';

/** Fetched by those who add a video. */
const AddVideo = later(async () => (await worded(import('../video/video-form'))).AddVideo);

/** How long after the last key the preview is asked for. */
const pause = 500;

export function TextEditor({ course, lesson, language, text, title: usual }: { course: string; lesson: string; language: string; text: LessonText | undefined; title: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const held = useHeld(`text/${lesson}/${language}`, { title: text?.title ?? usual, body: text?.body ?? '', checked: text?.checked ?? false });
  const { draft: { title, body, checked }, change } = held;
  const [adding, setAdding] = useState<boolean | null>(null);
  const at = useRef<number | null>(null);
  const [asked, setAsked] = useState(body);
  useEffect(() => {
    const later = setTimeout(() => setAsked(body), pause);
    return () => clearTimeout(later);
  }, [body]);
  const wanted = useDeferredValue(asked);
  const preview = useQuery({ queryKey: ['text-preview', wanted], queryFn: ({ signal }) => previewOf(wanted, signal), placeholderData: (before) => before, gcTime: 0, enabled: wanted !== '' });
  const saved = useMutation({
    mutationFn: (sent: typeof held.draft) => call<LessonText>(`/lessons/${lesson}/texts/${language}`, { method: 'PUT', body: { ...sent, title: sent.title.trim() }, ifMatch: text?.rowVersion ?? 0 }),
    onSuccess: (kept, sent) => {
      queries.setQueryData(textQuery(lesson, language).queryKey, kept);
      held.settle(sent);
      void queries.invalidateQueries({ queryKey: ['courses', 'version'] });
      void queries.invalidateQueries({ queryKey: ['courses', 'one', course] });
    },
    onError: (error) => { if (hasStatus(error, 412)) void queries.invalidateQueries({ queryKey: textQuery(lesson, language).queryKey }); },
  });
  const problem = saved.error ? asProblem(saved.error) : null;
  const faults = wanted === '' ? [] : (preview.data?.faults ?? []);
  return (
    <div className="text-editor">
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); saved.mutate(held.draft); }}>
        <HeldNote held={held} />
        <TextField label={t`Title`} lang={language} maxLength={200} value={title} onChange={({ target }) => change({ title: target.value })} />
        <TextArea label={t`Text in Markdown`} hint={t`“## ” begins a step. Words between ** are strong; “lesson:code” leads to another lesson.`} lang={language} rows={22} className="input mono" spellCheck value={body} onSelect={({ currentTarget }) => { at.current = currentTarget.selectionEnd; }} onChange={({ target }) => change({ body: target.value })} />
        <div><Button size="small" icon="plus" onClick={() => setAdding(true)}>{t`Add a video`}</Button></div>
        <Checkbox checked={checked} hint={t`Somebody who speaks the language has read it. Only then trainees are shown it.`} onChange={({ target }) => change({ checked: target.checked })}>{t`Checked`}</Checkbox>
        {wanted !== '' && preview.data && <Weight bytes={preview.data.bytes} heaviest={preview.data.heaviest} />}
        {faults.length > 0 && <Note look="warning" title={t`To mend:`}><ul className="course-missing">{faults.map(({ line, message }) => <li key={`${line}${message}`}><Trans>Line {line}:</Trans> <bdi lang="en">{message}</bdi></li>)}</ul></Note>}
        {problem && <Failure problem={problem} />}
        {text && !held.isChanged && <p className="small muted" role="status">{t`Kept.`}</p>}
        <div><Button type="submit" look="main" busy={saved.isPending}>{t`Keep the text`}</Button></div>
      </form>
      {adding !== null && <AddVideo course={course} language={language} open={adding} onClose={() => setAdding(false)} onAdd={(block) => change({ body: inserted(body, at.current ?? body.length, block) })} />}
      <section aria-labelledby="preview" className="text-preview">
        <h2 id="preview">{t`As readers see it`}</h2>
        {wanted !== '' && preview.data && <Steps steps={preview.data.steps} course={course} lesson={lesson} language={language} />}
        {wanted === '' && <p className="muted"><Trans>Nothing is written yet.</Trans></p>}
      </section>
    </div>
  );
}
