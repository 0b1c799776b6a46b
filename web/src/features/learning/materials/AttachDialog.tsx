import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { documentsQuery } from '../../../api/documents';
import { attachMaterial, materialsQuery, type ForWhom } from '../../../api/materials';
import { asProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { TlpLabel } from '../../../marking/TlpLabel';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Group, RadioGroup } from '../../../ui/fields/RadioGroup';
import { Select } from '../../../ui/fields/Select';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';

interface AttachDialogProps {
  course: string;
  lessons: readonly { code: string; title: string }[];
  /** Ids of documents that go with the course already. */
  attached: readonly string[];
  open: boolean;
  onClose: () => void;
}

/** Chooses a released document of the own party, for whom it is, and with which lesson it goes. What the server refuses stands in its own words. */
export function AttachDialog({ course, lessons, attached, open, onClose }: AttachDialogProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState('');
  const [forWhom, setForWhom] = useState<ForWhom>('trainees');
  const [lesson, setLesson] = useState('');
  const wanted = useDeferredValue(words.trim());
  const { party: { code: party } } = useSession();
  const found = useQuery({ ...documentsQuery({ q: wanted.length > 1 ? wanted : undefined, originator: party, state: 'released', limit: 25 }), enabled: open, placeholderData: (before) => before });
  const added = useMutation({
    mutationFn: () => attachMaterial(course, { documentId: chosen, forWhom, lesson: lesson || undefined }),
    onSuccess: () => {
      setChosen('');
      onClose();
      return queries.invalidateQueries({ queryKey: materialsQuery(course).queryKey });
    },
  });
  const offered = (found.data?.items ?? []).filter(({ id }) => !attached.includes(id));
  return (
    <Dialog title={t`Add a document`} open={open} onClose={() => { added.reset(); onClose(); }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (chosen) added.mutate(); }}>
        <TextField label={t`Search your party's documents`} type="search" value={words} onChange={({ target }) => setWords(target.value)} />
        <Group label={t`Document`}>
          <div className="material-choices">
            {offered.map(({ id, title, symbol, tlp }) => <Checkbox key={id} kind="radio" name="material" value={id} checked={chosen === id} onChange={() => setChosen(id)}><bdi dir="auto">{title}</bdi> <span className="small muted"><bdi>{symbol}</bdi></span> <TlpLabel tlp={tlp} /></Checkbox>)}
            {found.data && offered.length === 0 && <p className="small muted" role="status"><Trans>No released document is like this.</Trans></p>}
          </div>
        </Group>
        <RadioGroup
          label={t`For whom`} value={forWhom} onChange={setForWhom}
          choices={[{ value: 'trainees', label: t`Everybody who may read the course` }, { value: 'trainers', label: t`Trainers only`, hint: t`The document is released TLP:AMBER to the trainers of this course, and to nobody else.` }]}
        />
        <Select label={t`Goes with`} value={lesson} choices={lessons.map(({ code, title }) => ({ value: code, label: title }))} none={t`the course as a whole`} onChange={({ target }) => setLesson(target.value)} />
        {added.error && <Failure problem={asProblem(added.error)} />}
        <Actions>
          <Button type="submit" look="main" busy={added.isPending} aria-disabled={!chosen || undefined}>{t`Add`}</Button>
          <Button onClick={onClose}>{t`Cancel`}</Button>
        </Actions>
      </form>
    </Dialog>
  );
}
