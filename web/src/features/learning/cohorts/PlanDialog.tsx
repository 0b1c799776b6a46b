import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey, type Cohort, type CohortPlan } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';

/** Plans a cohort of a course, or changes the plan of one. */
export function PlanDialog({ course, cohort, onClose }: { course?: string; cohort?: Cohort; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const [plan, setPlan] = useState({
    place: cohort?.place ?? '', startsOn: cohort?.startsOn ?? '', endsOn: cohort?.endsOn ?? '', capacity: String(cohort?.capacity ?? 20), releaseOn: cohort?.releaseAt?.slice(0, 10) ?? '', offerDays: String(cohort?.offerDays ?? 14), confirms: cohort?.confirms ?? false, centre: '',
  });
  const write = (part: Partial<typeof plan>) => setPlan({ ...plan, ...part });
  const body = (): CohortPlan => ({
    place: plan.place.trim(), startsOn: plan.startsOn, endsOn: plan.endsOn, capacity: Number(plan.capacity), offerDays: Number(plan.offerDays), confirms: plan.confirms,
    ...(plan.releaseOn ? { releaseAt: `${plan.releaseOn}T00:00:00Z` } : {}), ...(plan.centre.trim() ? { centre: plan.centre.trim().toUpperCase() } : {}),
  });
  const done = useMutation({
    mutationFn: () => (cohort ? call(`/cohorts/${cohort.id}/plan`, { method: 'PUT', body: body(), ifMatch: cohort.rowVersion }) : call(`/courses/${course}/cohorts`, { method: 'POST', body: body() })),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: cohortsKey }); onClose(); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const needed = (value: string) => (tried && !value ? t`This is needed.` : undefined);
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (plan.startsOn && plan.endsOn && Number(plan.capacity) > 0) done.mutate(); };
  return (
    <Dialog title={cohort ? t`Change the plan` : t`Plan a cohort`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`First day`} type="date" short error={needed(plan.startsOn) ?? said('startsOn')} value={plan.startsOn} onChange={({ target }) => write({ startsOn: target.value })} />
        <TextField label={t`Last day`} type="date" short error={needed(plan.endsOn) ?? said('endsOn')} value={plan.endsOn} onChange={({ target }) => write({ endsOn: target.value })} />
        <TextField label={t`Place`} maxLength={200} error={said('place')} value={plan.place} onChange={({ target }) => write({ place: target.value })} />
        <TextField label={t`Seats in all`} type="number" min={1} max={2000} short error={needed(Number(plan.capacity) > 0 ? plan.capacity : '') ?? said('capacity')} value={plan.capacity} onChange={({ target }) => write({ capacity: target.value })} />
        <TextField label={t`Release reserved seats on (optional)`} hint={t`From that day, midnight UTC, seats a party did not claim are for all.`} type="date" short error={said('releaseAt')} value={plan.releaseOn} onChange={({ target }) => write({ releaseOn: target.value })} />
        <TextField label={t`Days to accept an offered place`} type="number" min={1} max={90} short error={said('offerDays')} value={plan.offerDays} onChange={({ target }) => write({ offerDays: target.value })} />
        <Checkbox checked={plan.confirms} onChange={({ target }) => write({ confirms: target.checked })} hint={t`Otherwise the approval of the focal point offers the place at once.`}>{t`The centre confirms each place before it is offered`}</Checkbox>
        {!cohort && <TextField label={t`Centre (optional)`} hint={t`Code of the party that runs it; your own when left empty.`} maxLength={20} short error={said('centre')} value={plan.centre} onChange={({ target }) => write({ centre: target.value })} />}
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{cohort ? t`Save` : t`Plan it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
