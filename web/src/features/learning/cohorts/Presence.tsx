import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { attendanceQuery, cohortsKey, type Sheet } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Code } from '../../../ui/data/Code';
import { Table } from '../../../ui/data/Table';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Corrections } from './Corrections';

/** Minutes per trainee. Who has none yet can be noted at once; what was noted before is put right with a reason. */
export function Presence({ sheet }: { sheet: Sheet }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const queries = useQueryClient();
  const [minutes, setMinutes] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const { class: held, items } = sheet;
  const begun = new Date(held.startsAt) <= new Date();
  const writes = held.allows.includes('note') && begun;
  const entries = items.flatMap(({ enrolmentId, minutes: noted }) => {
    const wish = minutes[enrolmentId];
    return wish === undefined || wish === '' || Number(wish) === noted ? [] : [{ enrolmentId, minutes: Number(wish), corrects: noted !== null }];
  });
  const corrects = entries.some((one) => one.corrects);
  const noted = useMutation({
    mutationFn: (everybody: boolean) => call<Sheet>(`/classes/${held.id}/attendance`, { method: 'PUT', body: everybody ? { everybody } : { entries: entries.map(({ enrolmentId, minutes: wish }) => ({ enrolmentId, minutes: wish })), ...(corrects ? { reason: reason.trim() } : {}) } }),
    onSuccess: (now) => { queries.setQueryData(attendanceQuery(held.id).queryKey, now); return queries.invalidateQueries({ queryKey: [...cohortsKey, 'classes'] }); },
  });
  const problem = noted.error ? asProblem(noted.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const submit = (event: FormEvent) => { event.preventDefault(); if (entries.length > 0) noted.mutate(false); };
  if (items.length === 0) return <p className="muted">{t`Nobody takes part yet.`}</p>;
  return (
    <form className="stack attendance" onSubmit={submit} noValidate>
      {held.isCancelled && <p className="muted">{t`This class was cancelled.`}</p>}
      {!begun && <p className="muted screen-only"><Trans>Who was there can be noted once it has begun. The sheet can be printed now.</Trans></p>}
      {writes && items.some((item) => item.minutes === null) && <div className="row screen-only"><Button busy={noted.isPending} onClick={() => noted.mutate(true)}>{t`All present who are not noted yet`}</Button></div>}
      <Table label={t`Attendance`} cards rowKey={({ enrolmentId }) => enrolmentId} rows={items} columns={[
        { key: 'name', head: t`Name`, names: true, cell: ({ name }) => <bdi dir="auto">{name ?? t`Somebody who left`}</bdi> }, { key: 'party', head: t`Party`, cell: ({ party }) => <Code>{party}</Code> },
        { key: 'minutes', head: t`Minutes, of ${number(held.minutes)}`, headOnCard: true, number: true, cell: ({ enrolmentId, name, minutes: was }) => (
          <>
            {writes && <input className="input input-short screen-only" type="number" inputMode="numeric" min={0} max={held.minutes} aria-label={t`Minutes of ${name ?? t`Somebody who left`}`} value={minutes[enrolmentId] ?? was ?? ''} onChange={({ target }) => setMinutes({ ...minutes, [enrolmentId]: target.value })} />}
            <span className={writes ? 'print-only' : undefined}>{was === null ? '' : number(was)}</span>
          </>
        ) },
        { key: 'notes', head: t`Noted`, cell: ({ notes }) => <Corrections notes={notes} /> },
        { key: 'signature', head: <span className="print-only">{t`Signature`}</span>, cell: () => <span className="print-only signature" /> },
      ]} />
      {writes && entries.length > 0 && (
        <div className="stack measure screen-only">
          {corrects && <TextField label={t`Why what was noted is put right`} maxLength={500} error={said('reason')} value={reason} onChange={({ target }) => setReason(target.value)} />}
          <div><Button type="submit" look="main" busy={noted.isPending}>{t`Note it`}</Button></div>
        </div>
      )}
      {said('entries') && <p className="field-error" role="alert">{said('entries')}</p>}
      {problem && !problem.errors?.length && <Failure problem={problem} />}
    </form>
  );
}
