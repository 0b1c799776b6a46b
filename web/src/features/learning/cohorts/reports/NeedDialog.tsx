import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../../api/client';
import { asProblem } from '../../../../api/problem';
import { priorities, supplyKey, type Matched, type Need } from '../../../../api/training';
import { Button } from '../../../../ui/actions/Button';
import { Actions, Dialog } from '../../../../ui/actions/Dialog';
import { Select } from '../../../../ui/fields/Select';
import { TextArea } from '../../../../ui/fields/TextArea';
import { TextField } from '../../../../ui/fields/TextField';
import { Failure } from '../../../../ui/state/Failure';
import { Matching } from './Matching';
import { useSupplyWords } from './words';

export function NeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const words = useSupplyWords();
  const [match, setMatch] = useState<Matched>({ topic: 'document_examination', audience: 'first_line', region: 'global' });
  const [more, setMore] = useState({ priority: 'normal' as Need['priority'], people: '', note: '' });
  const done = useMutation({
    mutationFn: () => call('/training-needs', { method: 'POST', body: { ...match, priority: more.priority, note: more.note.trim(), ...(more.people ? { people: Number(more.people) } : {}) } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: supplyKey }); onClose(); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const submit = (event: FormEvent) => { event.preventDefault(); done.mutate(); };
  return (
    <Dialog title={t`State a need`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Matching value={match} onChange={(part) => setMatch({ ...match, ...part })} />
        <Select label={t`Priority`} value={more.priority} choices={priorities.map((code) => ({ value: code, label: words.priority[code] }))} onChange={({ target }) => setMore({ ...more, priority: target.value as Need['priority'] })} />
        <TextField label={t`How many people`} optional type="number" min={1} short error={said('people')} value={more.people} onChange={({ target }) => setMore({ ...more, people: target.value })} />
        <TextArea label={t`Note`} optional hint={t`Read by all members.`} rows={3} maxLength={500} error={said('note')} value={more.note} onChange={({ target }) => setMore({ ...more, note: target.value })} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{t`State it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
