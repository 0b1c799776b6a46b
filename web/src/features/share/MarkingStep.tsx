import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { DocumentView, Fault } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { same } from '../../description/description';
import { MarkingField } from '../../marking/MarkingField';
import { Button, LinkButton } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { ErrorSummary } from '../../ui/fields/ErrorSummary';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { isOfDescription, ofStage, toMarking } from './faults';
import { useKeep } from './keep';
import { toDay, toMoment } from './moments';
import { proposalOf, rehearsalQuery } from './rehearse';
import { useSave } from './save';
import type { Times } from './search';
import { StagesField } from './StagesField';
import { startingMarking } from './starting-marking';

interface MarkingStepProps {
  document: DocumentView;
  times: Times;
  /** Keeps the times in the address while they are chosen. */
  onTimes: (times: Times) => void;
  onNext: (times: Times) => void;
  onBack: () => void;
}

/** Who it is for, and from when to when. Kept with the draft as a proposal; nothing of it takes effect before the last step. */
export function MarkingStep({ document, times, onTimes, onNext, onBack }: MarkingStepProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [base, setBase] = useState(() => startingMarking(document));
  const [marking, setMarking] = useState(base);
  const [when, setWhen] = useState(times);
  const saved = useSave(document);
  const changes = same(base, marking) ? {} : { proposedMarking: marking };
  const keep = useKeep(document, changes, ({ proposedMarking }) => setBase((before) => proposedMarking ?? before));
  const checked = useMutation({
    mutationFn: async () => {
      const now = (await saved.mutateAsync(changes)) ?? document;
      keep.saved(changes);
      setBase(marking);
      // A marking that contradicts itself is told here, at its fields, and not a step later.
      if (now.allows.includes('rehearse')) await queries.fetchQuery(rehearsalQuery(now, proposalOf(now, when)));
    },
    onSuccess: () => onNext(when),
  });
  const change = (part: Times) => {
    setWhen({ ...when, ...part });
    onTimes({ ...when, ...part });
  };
  const undated = (when.stages ?? []).flatMap(({ at }, index) => (at ? [] : [{ path: `stages.${index}.at`, message: t`Choose the day of stage ${index + 1}.` }]));
  const [tried, setTried] = useState(false);
  const problem = checked.error && !hasStatus(checked.error, 412) ? asProblem(checked.error) : null;
  const faults: Fault[] = tried && undated.length > 0 ? undated : (problem?.errors ?? []);
  const fault = (path: string) => faults.find((one) => one.path === path)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (undated.length === 0) checked.mutate();
  };
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      <ErrorSummary key={checked.submittedAt} errors={toMarking(faults)} />
      {faults.some(isOfDescription) && <p><LinkButton onClick={onBack}>{t`Go back to the description`}</LinkButton></p>}
      {document.personalData && marking.tlp !== 'red' && <Note look="warning" title={t`It contains personal data.`}><Trans>Remove it, or choose TLP:RED and name who may read.</Trans></Note>}
      <MarkingField value={marking} onChange={setMarking} names={document.audienceNames} errors={faults.map(({ path, message }) => ({ path: path.replace('proposedMarking', 'marking'), message }))} />
      <div className="when">
        <TextField id="expiresAt" label={t`Expires on`} hint={t`After this day nobody but your party reads it.`} optional type="date" short error={fault('expiresAt')} value={toDay(when.expires)} onChange={({ target }) => change({ expires: toMoment(target.value, 'end') })} />
        {document.state === 'draft' && (
          <TextField id="embargoUntil" label={t`Under embargo until`} hint={t`Until this day nobody but your party reads it.`} optional type="date" short error={fault('embargoUntil')} value={toDay(when.embargo)} onChange={({ target }) => change({ embargo: toMoment(target.value, 'start') })} />
        )}
      </div>
      <StagesField stages={when.stages ?? []} first={marking} faultsOf={(index) => ofStage(faults, index)} onChange={(stages) => change({ stages: stages.length > 0 ? stages : undefined })} />
      {(hasStatus(checked.error, 412) || keep.hasConflict) && <Note look="warning" live title={t`Somebody was faster.`}>{t`The document was changed meanwhile. Your marking is still here: go on once more.`}</Note>}
      {problem && faults.length === 0 && <Failure problem={problem} />}
      <Actions>
        <Button type="submit" look="main" busy={checked.isPending}>{t`Check who will see it`}</Button>
        <Button onClick={onBack}>{t`Back`}</Button>
      </Actions>
    </form>
  );
}
