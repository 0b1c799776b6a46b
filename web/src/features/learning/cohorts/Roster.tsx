import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { address, call } from '../../../api/client';
import { cohortsKey, rosterQuery, type Cohort, type RosterEntry } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Code } from '../../../ui/data/Code';
import { Table } from '../../../ui/data/Table';
import { TakeAway } from '../../../ui/data/TakeAway';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { MoveDialog } from './MoveDialog';
import { RemoveDialog } from './RemoveDialog';
import { useSeatStates } from './words';

/** For its centre and its staff everybody, for a focal point their own people, for a trainee themselves. */
export function Roster({ cohort }: { cohort: Cohort }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const states = useSeatStates();
  const [deed, choose] = useState<{ what: 'move' | 'remove'; entry: RosterEntry } | null>(null);
  const queries = useQueryClient();
  const confirmed = useMutation({ mutationFn: (id: string) => call(`/enrolments/${id}/confirmation`, { method: 'PUT', body: {} }), onSuccess: () => queries.invalidateQueries({ queryKey: cohortsKey }) });
  const { data, error, refetch } = useQuery(rosterQuery(cohort.id));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  if (data.items.length === 0) return <p className="muted">{t`Nobody whom you may see.`}</p>;
  return (
    <div className="stack">
      <div className="row"><TakeAway href={(format) => address(`/training-reports/cohorts/${cohort.id}`, { format })} /></div>
      <Table label={t`Who is in it`} cards rowKey={({ id }) => id} rows={data.items} columns={[
        { key: 'name', head: t`Name`, names: true, cell: ({ name }) => <bdi dir="auto">{name ?? t`Somebody who left`}</bdi> }, { key: 'party', head: t`Party`, cell: ({ party }) => <Code>{party}</Code> },
        { key: 'state', head: t`State`, cell: ({ state, waiting }) => (waiting === null ? (states[state] ?? state) : t`${states[state] ?? state}, place ${waiting}`) },
        { key: 'progress', head: t`Progress`, headOnCard: true, number: true, cell: ({ progress }) => `${number(Math.round(progress * 100))} %` },
        { key: 'result', head: t`Result`, headOnCard: true, number: true, cell: ({ result }) => (result === null ? '–' : `${number(Math.round(result * 100))} %`) },
        ...(data.items.some(({ verifiedMinutes }) => verifiedMinutes !== null) ? [{ key: 'verified', head: t`Hours in class`, headOnCard: true, number: true, cell: ({ verifiedMinutes }: RosterEntry) => (verifiedMinutes === null ? '–' : number(Math.round(verifiedMinutes / 6) / 10)) }] : []),
        ...(data.items.some(({ allows }) => allows.length > 1) ? [{ key: 'deeds', head: t`Action`, cell: (entry: RosterEntry) => <span className="row">{entry.allows.includes('confirm') && <Button size="small" look="main" busy={confirmed.isPending} onClick={() => confirmed.mutate(entry.id)}>{t`Confirm`}</Button>}{entry.allows.includes('approve') && <Button size="small" onClick={() => choose({ what: 'move', entry })}>{t`Move`}</Button>}{entry.allows.includes('remove') && <Button size="small" onClick={() => choose({ what: 'remove', entry })}>{t`Take out`}</Button>}</span> }] : []),
      ]} />
      {confirmed.error && <Failure problem={asProblem(confirmed.error)} />}
      {deed?.what === 'remove' && <RemoveDialog entry={deed.entry} onClose={() => choose(null)} />}
      {deed?.what === 'move' && <MoveDialog entry={deed.entry} cohort={cohort} onClose={() => choose(null)} />}
    </div>
  );
}
