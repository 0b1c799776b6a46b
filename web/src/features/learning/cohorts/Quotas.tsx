import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey, type Cohort } from '../../../api/cohorts';
import { usePartyNames } from '../../../api/parties';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Party } from '../../../ui/data/Party';
import { Table } from '../../../ui/data/Table';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';

/** Seats by party; its centre sets them, for a party anew as often as needed. */
export function Quotas({ cohort: { id, course, quotas, allows } }: { cohort: Cohort }) {
  const { t } = useLingui();
  const nameOf = usePartyNames();
  return (
    <div className="stack">
      {quotas.length === 0 ? <p className="muted">{t`No seats yet.`}</p> : (
        <Table label={t`Seats by party`} rowKey={({ party }) => party} rows={quotas} columns={[
          { key: 'party', head: t`Party`, names: true, cell: ({ party }) => <Party code={party} name={nameOf(party)} /> },
          { key: 'reserved', head: t`Reserved`, number: true, cell: ({ reserved }) => reserved }, { key: 'max', head: t`At most`, number: true, cell: ({ max }) => max },
          { key: 'used', head: t`Taken`, number: true, cell: ({ used }) => used },
        ]} />
      )}
      {allows.includes('allot') && course && course.partyMax !== null && <p className="small muted">{t`The originator of the course lets a party have ${course.partyMax} seats at most.`}</p>}
      {allows.includes('allot') && <Allot id={id} />}
    </div>
  );
}

function Allot({ id }: { id: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [wish, setWish] = useState({ party: '', reserved: '0', max: '1' });
  const done = useMutation({
    mutationFn: () => call(`/cohorts/${id}/quotas/${encodeURIComponent(wish.party.trim().toUpperCase())}`, { method: 'PUT', body: { reserved: Number(wish.reserved), max: Number(wish.max) } }),
    onSuccess: async () => { setWish({ party: '', reserved: '0', max: '1' }); await queries.invalidateQueries({ queryKey: cohortsKey }); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const submit = (event: FormEvent) => { event.preventDefault(); if (wish.party.trim()) done.mutate(); };
  return (
    <form className="row cohort-allot" onSubmit={submit}>
      <TextField label={t`Party (code)`} short autoComplete="off" maxLength={20} error={said('party')} value={wish.party} onChange={({ target }) => setWish({ ...wish, party: target.value })} />
      <TextField label={t`Reserved`} type="number" min={0} max={2000} short error={said('reserved')} value={wish.reserved} onChange={({ target }) => setWish({ ...wish, reserved: target.value })} />
      <TextField label={t`At most`} type="number" min={1} max={2000} short error={said('max')} value={wish.max} onChange={({ target }) => setWish({ ...wish, max: target.value })} />
      <Button type="submit" busy={done.isPending}>{t`Set the seats`}</Button>
      {problem && !problem.errors?.length && <Failure problem={problem} />}
    </form>
  );
}
