import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey, type Cohort, type CohortClass } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Select } from '../../../ui/fields/Select';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { localParts } from './useHours';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))];

/** Plans a class, or changes the hours of one, by the clocks of its place. */
export function ClassDialog({ cohort, held, onClose }: { cohort: Cohort; held: CohortClass | null; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const [plan, setPlan] = useState(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!held) return { title: '', place: cohort.place, day: cohort.startsOn, from: '09:00', to: '12:00', zone: zones.includes(here) ? here : 'UTC' };
    const [start, end] = [localParts(held.startsAt, held.zone), localParts(held.endsAt, held.zone)];
    return { title: held.title, place: held.place, day: start.day, from: start.hour, to: end.hour, zone: held.zone };
  });
  const write = (part: Partial<typeof plan>) => setPlan({ ...plan, ...part });
  const done = useMutation({
    mutationFn: () => (held ? call(`/classes/${held.id}/plan`, { method: 'PUT', body: plan, ifMatch: held.rowVersion }) : call(`/cohorts/${cohort.id}/classes`, { method: 'POST', body: plan })),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: cohortsKey }); onClose(); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (plan.title.trim() && plan.day) done.mutate(); };
  return (
    <Dialog title={held ? t`Change the class` : t`Plan a class`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`Title`} maxLength={200} error={tried && !plan.title.trim() ? t`This is needed.` : said('title')} value={plan.title} onChange={({ target }) => write({ title: target.value })} />
        <TextField label={t`Place`} maxLength={200} error={said('place')} value={plan.place} onChange={({ target }) => write({ place: target.value })} />
        <TextField label={t`Day`} type="date" short min={cohort.startsOn} max={cohort.endsOn} error={tried && !plan.day ? t`This is needed.` : said('day')} value={plan.day} onChange={({ target }) => write({ day: target.value })} />
        <div className="row cohort-allot">
          <TextField label={t`From`} type="time" short error={said('from')} value={plan.from} onChange={({ target }) => write({ from: target.value })} />
          <TextField label={t`To`} type="time" short error={said('to')} value={plan.to} onChange={({ target }) => write({ to: target.value })} />
        </div>
        <Select label={t`Time zone of the place`} error={said('zone')} value={plan.zone} choices={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))} onChange={({ target }) => write({ zone: target.value })} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{held ? t`Save` : t`Plan it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
