import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey, cohortsOfQuery, type Cohort, type RosterEntry } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Select } from '../../../ui/fields/Select';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { useWhen } from './words';

/** A focal point moves somebody of their party to other dates of the same course: the seat here goes, one there is taken, or nothing changes. */
export function MoveDialog({ entry: { id, name }, cohort, onClose }: { entry: RosterEntry; cohort: Cohort; onClose: () => void }) {
  const { t } = useLingui();
  const when = useWhen();
  const queries = useQueryClient();
  const others = useQuery({ ...cohortsOfQuery(cohort.course?.id ?? ''), enabled: cohort.course !== null }).data?.items.filter((one) => one.id !== cohort.id && one.state === 'open') ?? [];
  const [chosen, choose] = useState('');
  const to = chosen || others[0]?.id;
  const done = useMutation({
    mutationFn: () => call(`/enrolments/${id}/transfer`, { method: 'PUT', body: { cohortId: to } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: cohortsKey }); onClose(); },
  });
  const submit = (event: FormEvent) => { event.preventDefault(); if (to) done.mutate(); };
  return (
    <Dialog title={t`Move ${name ?? t`Somebody who left`} to other dates`} open onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {others.length === 0 ? <Note><Trans>This course has no other dates that take nominations.</Trans></Note> : (
          <Select label={t`Dates and places`} value={to} choices={others.map((one) => ({ value: one.id, label: when(one) }))} onChange={({ target }) => choose(target.value)} />
        )}
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions>{others.length > 0 && <Button type="submit" look="main" busy={done.isPending}>{t`Move`}</Button>}<Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
