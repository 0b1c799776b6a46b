import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewOf } from '../../../api/authoring';
import { materialsQuery } from '../../../api/materials';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { ErrorSummary } from '../../../ui/fields/ErrorSummary';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { CaptionsFields } from './CaptionsFields';
import { emptyDraft, wordsOf, written, type Draft } from './draft';
import { FileFields } from './FileFields';
import './video.css';

interface AddVideoProps { course: string; language: string; open: boolean; onClose: () => void; onAdd: (block: string) => void }

/** Puts a video into a text: its files, captions and transcript in fields, checked by the server as the text is. Closed by mistake, it opens as it was. */
export function AddVideo({ course, language, open, onClose, onAdd }: AddVideoProps) {
  const { t } = useLingui();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(language));
  const { data, error, refetch } = useQuery({ ...materialsQuery(course), enabled: open });
  const { text, places } = written(draft);
  const checked = useMutation({
    mutationFn: () => previewOf(text),
    onSuccess: ({ faults }) => {
      if (faults.length > 0) return;
      onAdd(text);
      setDraft(emptyDraft(language));
      checked.reset();
      onClose();
    },
  });
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  // What is missing altogether is told at the first line, which is the title's.
  const errors = (checked.data?.faults ?? []).map(({ line, message }) => { const place = places[line - 1]; return { id: place && (place !== 'title' || !draft.title.trim()) ? `video-${place}` : undefined, message }; });
  const words = draft.captions.map((one) => wordsOf(one.text)).find(Boolean);
  return (
    <Dialog title={t`Add a video`} open={open} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); checked.mutate(); }}>
        <ErrorSummary errors={errors} />
        <TextField id="video-title" label={t`Title`} lang={language} maxLength={200} value={draft.title} onChange={({ target }) => change({ title: target.value })} />
        {error ? <Failure problem={asProblem(error)} onRetry={() => void refetch()} /> : data && <FileFields materials={data.items} files={draft.files} onChange={(files) => change({ files })} />}
        <TextField id="video-poster" label={t`Picture before it plays`} optional hint={t`A specimen in one light: “specimen:td3-genuine/tilt”.`} dir="ltr" value={draft.poster} onChange={({ target }) => change({ poster: target.value })} />
        <Checkbox id="video-silent" checked={draft.silent} onChange={({ target }) => change({ silent: target.checked })}>{t`There is nothing to hear`}</Checkbox>
        <CaptionsFields captions={draft.captions} onChange={(captions) => change({ captions })} />
        <TextArea id="video-transcript" label={t`Transcript`} hint={t`All that is said and seen, in Markdown: it stands in for the video for those who do not hear, do not see or have no line.`} lang={language} rows={8} value={draft.transcript} onChange={({ target }) => change({ transcript: target.value })} />
        {words && !draft.transcript.trim() && <div><Button size="small" onClick={() => change({ transcript: words })}>{t`Begin with the words of the captions`}</Button></div>}
        {checked.error && <Failure problem={asProblem(checked.error)} />}
        <Actions>
          <Button type="submit" look="main" busy={checked.isPending}>{t`Put it into the text`}</Button>
          <Button onClick={onClose}>{t`Cancel`}</Button>
        </Actions>
        <p className="small muted"><Trans>It stands below the line where you were writing, and can be changed there.</Trans></p>
      </form>
    </Dialog>
  );
}
