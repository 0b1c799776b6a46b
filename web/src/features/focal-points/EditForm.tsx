import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { FocalPoint } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Failure } from '../../ui/state/Failure';
import { OfficeFields, type Described } from './OfficeFields';

/** What the directory says of a focal point, kept up by them and their party. */
export function EditForm({ point, onClose }: { point: FocalPoint; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { agency, languages, timeZone, officeDays, opens, closes } = point;
  const [typed, setTyped] = useState<Described>({ agency, languages, timeZone, officeDays, opens, closes });
  const saved = useMutation({
    mutationFn: () => call(`/focal-points/${point.id}`, { method: 'PATCH', body: { ...typed, agency: typed.agency.trim() }, ifMatch: point.rowVersion }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['focal-points'] }); onClose(); },
  });
  const problem = saved.error ? asProblem(saved.error) : null;
  const submit = (event: FormEvent) => { event.preventDefault(); saved.mutate(); };
  return (
    <Dialog title={t`Change the entry`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <OfficeFields value={typed} onChange={(part) => setTyped({ ...typed, ...part })} fault={(path) => problem?.errors?.find((one) => one.path === path)?.message} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={saved.isPending}>{t`Save`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
