import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { DocumentView, Marking } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { nothingMarked } from '../../marking/accepted';
import { MarkingField } from '../../marking/MarkingField';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { useSave } from './save';
import type { ShareSearch } from './search';
import { StagesField } from './StagesField';
import { toDay, toMoment } from './moments';

export type Times = Pick<ShareSearch, 'expires' | 'embargo' | 'stages'>;

/** The marking a release would start from: what was proposed last, what stands now, or nobody. */
export function startingMarking(document: DocumentView): Marking {
  return document.proposedMarking ?? (document.state === 'released' ? document.marking : nothingMarked);
}

/** Who it is for, and from when to when. Kept with the draft as a proposal; nothing of it takes effect before the last step. */
export function MarkingStep({ document, times, onNext, onBack }: { document: DocumentView; times: Times; onNext: (times: Times) => void; onBack: () => void }) {
  const { t } = useLingui();
  const [marking, setMarking] = useState(() => startingMarking(document));
  const [when, setWhen] = useState(times);
  const saved = useSave(document);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saved.mutate({ proposedMarking: marking }, { onSuccess: () => onNext(when) });
  };
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      {document.personalData && marking.tlp !== 'red' && <Note look="warning" title={t`It contains personal data.`}><Trans>Remove it, or choose TLP:RED and name who may read.</Trans></Note>}
      <MarkingField value={marking} onChange={setMarking} names={document.audienceNames} />
      <div className="when">
        <TextField label={t`Expires on`} hint={t`After this day nobody but your party reads it.`} optional type="date" short value={toDay(when.expires)} onChange={({ target }) => setWhen({ ...when, expires: toMoment(target.value, 'end') })} />
        {document.state === 'draft' && (
          <TextField label={t`Under embargo until`} hint={t`Until this day nobody but your party reads it.`} optional type="date" short value={toDay(when.embargo)} onChange={({ target }) => setWhen({ ...when, embargo: toMoment(target.value, 'start') })} />
        )}
      </div>
      <StagesField stages={when.stages ?? []} first={marking} onChange={(stages) => setWhen({ ...when, stages: stages.length > 0 ? stages : undefined })} />
      {hasStatus(saved.error, 412) && <Note look="warning" live title={t`Somebody was faster.`}>{t`The document was changed meanwhile. Your marking is still here: go on once more.`}</Note>}
      {saved.error && !hasStatus(saved.error, 412) && <Failure problem={asProblem(saved.error)} />}
      <Actions>
        <Button type="submit" look="main" busy={saved.isPending}>{t`Check who will see it`}</Button>
        <Button onClick={onBack}>{t`Back`}</Button>
      </Actions>
    </form>
  );
}
