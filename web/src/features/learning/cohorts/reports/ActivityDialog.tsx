import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../../api/client';
import { asProblem } from '../../../../api/problem';
import { supplyKey, type Activity, type Matched } from '../../../../api/training';
import { useFormats } from '../../../../i18n/useFormats';
import { Button } from '../../../../ui/actions/Button';
import { Actions, Dialog } from '../../../../ui/actions/Dialog';
import { Code } from '../../../../ui/data/Code';
import { TextField } from '../../../../ui/fields/TextField';
import { Failure } from '../../../../ui/state/Failure';
import { Note } from '../../../../ui/state/Note';
import { Matching } from './Matching';

/** Announces training, or changes what was announced; then says what it would be held beside. */
export function ActivityDialog({ activity, onClose }: { activity: Activity | null; onClose: () => void }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const [match, setMatch] = useState<Matched>({ topic: activity?.topic ?? 'document_examination', audience: activity?.audience ?? 'first_line', region: activity?.region ?? 'global' });
  const [plan, setPlan] = useState({ title: activity?.title ?? '', place: activity?.place ?? '', startsOn: activity?.startsOn ?? '', endsOn: activity?.endsOn ?? '' });
  const done = useMutation({
    mutationFn: () => (activity ? call<Activity>(`/training-activities/${activity.id}/plan`, { method: 'PUT', body: { ...match, ...plan }, ifMatch: activity.rowVersion }) : call<Activity>('/training-activities', { method: 'POST', body: { ...match, ...plan } })),
    onSuccess: async ({ overlaps }) => { await queries.invalidateQueries({ queryKey: supplyKey }); if (overlaps.length === 0) onClose(); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const said = (path: string) => problem?.errors?.find((fault) => fault.path === path)?.message;
  const needed = (value: string) => (tried && !value.trim() ? t`This is needed.` : undefined);
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (plan.title.trim() && plan.startsOn && plan.endsOn) done.mutate(); };
  if (done.data) {
    return (
      <Dialog title={t`Announced`} open onClose={onClose}>
        <Note look="warning" live title={t`The same for the same people within ninety days`}><ul>{done.data.overlaps.map((other) => <li key={other.id}><bdi dir="auto">{other.title}</bdi> <Code>{other.organiser}</Code> {date(other.startsOn)} – {date(other.endsOn)}</li>)}</ul></Note>
        <p>{t`Talk to the organiser, or change the days or the topic.`}</p>
        <Actions><Button look="main" onClick={onClose}>{t`Close`}</Button></Actions>
      </Dialog>
    );
  }
  return (
    <Dialog title={activity ? t`Change the announcement` : t`Announce training`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`Title`} maxLength={200} error={needed(plan.title) ?? said('title')} value={plan.title} onChange={({ target }) => setPlan({ ...plan, title: target.value })} />
        <Matching value={match} onChange={(part) => setMatch({ ...match, ...part })} />
        <TextField label={t`First day`} type="date" short error={needed(plan.startsOn) ?? said('startsOn')} value={plan.startsOn} onChange={({ target }) => setPlan({ ...plan, startsOn: target.value })} />
        <TextField label={t`Last day`} type="date" short error={needed(plan.endsOn) ?? said('endsOn')} value={plan.endsOn} onChange={({ target }) => setPlan({ ...plan, endsOn: target.value })} />
        <TextField label={t`Place`} optional maxLength={200} error={said('place')} value={plan.place} onChange={({ target }) => setPlan({ ...plan, place: target.value })} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{activity ? t`Save` : t`Announce it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
