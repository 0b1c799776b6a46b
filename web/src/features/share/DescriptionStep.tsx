import { useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { DocumentKind, DocumentView } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { changesFrom, descriptionOf, tidy } from '../../description/description';
import { detailNames, lacking, startingDetails } from '../../description/detail-fields';
import { DescriptionFields } from '../../description/DescriptionFields';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { ErrorSummary } from '../../ui/fields/ErrorSummary';
import { Select } from '../../ui/fields/Select';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { useKeep } from './keep';
import { useSave } from './save';

/** What the document is and is about. Saved with the draft, so that somebody else can go on. */
export function DescriptionStep({ document, onNext, onBack }: { document: DocumentView; onNext: () => void; onBack: () => void }) {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const [base, setBase] = useState(() => descriptionOf(document));
  const [mine, setMine] = useState(base);
  const [kind, setKind] = useState<DocumentKind>(document.kind);
  const saved = useSave(document);
  const problem = saved.error && !hasStatus(saved.error, 412) ? asProblem(saved.error) : null;
  // A draft wants a title; the way on to a release also what the kind of document cannot do without.
  const [tried, setTried] = useState<'save' | 'go on' | null>(null);
  const untitled = mine.title.trim() ? [] : [{ path: 'title', message: t`Enter a title.` }];
  const undetailed = lacking(kind, mine.details).map((key) => ({ path: `details.${key}`, message: t`${detailNames[key] ? i18n._(detailNames[key]) : key}: a release needs it.` }));
  const missing = { save: untitled, 'go on': [...untitled, ...undetailed] };
  const faults = [...(tried ? missing[tried] : []), ...(problem?.errors ?? [])];
  const described = tidy(changesFrom(base, mine));
  const changes = kind === document.kind ? described : { ...described, kind, details: tidy({ details: mine.details }).details };
  const keep = useKeep(document, changes, (kept) => setBase((before) => ({ ...before, ...kept })));
  const save = (then: () => void, deed: 'save' | 'go on' = 'save') => {
    setTried(deed);
    if (missing[deed].length > 0) return;
    saved.mutate(changes, {
      onSuccess: () => {
        keep.saved(changes);
        setBase(mine);
        then();
      },
    });
  };
  const back = () => {
    if (document.state === 'draft') save(onBack);
    else if (Object.keys(changes).length === 0 || window.confirm(t`What you changed here is not saved yet. Leave it?`)) onBack();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(onNext, 'go on');
  };
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      <ErrorSummary errors={faults.map(({ path, message }) => ({ id: path.replace('.', '-'), message }))} />
      {(hasStatus(saved.error, 412) || keep.hasConflict) && <Note look="warning" live title={t`Somebody was faster.`}>{t`The document was changed meanwhile. Your text is still here: saving again puts it over the newer version.`}</Note>}
      {document.state === 'released' && <Note>{t`It is released: its readers see what you save here at once. Files and marking wait for the last step.`}</Note>}
      <Select
        id="kind" label={t`Kind of document`} short value={kind} choices={Object.keys(kinds).map((code) => ({ value: code, label: label(kinds, code) }))}
        onChange={({ target }) => { const chosen = target.value as DocumentKind; setKind(chosen); setMine({ ...mine, details: startingDetails(chosen) }); }}
      />
      <DescriptionFields kind={kind} value={mine} faults={faults} onChange={setMine} />
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      <Actions>
        <Button type="submit" look="main" busy={saved.isPending}>{t`Go on to the marking`}</Button>
        <Button onClick={() => save(() => undefined)} busy={saved.isPending}>{t`Save the draft`}</Button>
        <Button onClick={back}>{t`Back`}</Button>
        {(keep.isKept || (saved.isSuccess && Object.keys(changes).length === 0)) && <span className="small muted" role="status">{t`Saved`}</span>}
      </Actions>
    </form>
  );
}
