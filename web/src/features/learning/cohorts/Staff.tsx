import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { candidatesQuery, cohortsKey, type Cohort } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Select } from '../../../ui/fields/Select';
import { Failure } from '../../../ui/state/Failure';

/** Who teaches and who assesses: they read the roster until ninety days after the end. For coordinators of the centre. */
export function Staff({ cohort: { id, staff } }: { cohort: Cohort }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const candidates = useQuery(candidatesQuery(id)).data?.items ?? [];
  const [chosen, choose] = useState('');
  const [post, setPost] = useState('instructor');
  const posts: Record<string, string> = { instructor: t`Instructor`, assessor: t`Assessor` };
  const done = useMutation({
    mutationFn: ({ user, ends }: { user: string; ends?: true }) => call(`/cohorts/${id}/staff/${user}`, ends ? { method: 'DELETE' } : { method: 'PUT', body: { post } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: cohortsKey }),
  });
  const user = chosen || candidates[0]?.id;
  const submit = (event: FormEvent) => { event.preventDefault(); if (user) done.mutate({ user }); };
  return (
    <div className="stack measure">
      {staff.length === 0 && <p className="muted">{t`Nobody yet.`}</p>}
      <ul className="cohort-staff">{staff.map((one) => <li key={one.id}><span><bdi dir="auto">{one.name ?? t`Somebody who left`}</bdi> <span className="muted">{posts[one.post]}</span></span><Button size="small" busy={done.isPending} onClick={() => done.mutate({ user: one.id, ends: true })}>{t`End the post`}</Button></li>)}</ul>
      {candidates.length > 0 && (
        <form className="row cohort-allot" onSubmit={submit}>
          <Select label={t`Official of your centre`} value={user} choices={candidates.map((one) => ({ value: one.id, label: one.name ?? one.id }))} onChange={({ target }) => choose(target.value)} />
          <Select label={t`Post`} value={post} choices={Object.entries(posts).map(([value, label]) => ({ value, label }))} onChange={({ target }) => setPost(target.value)} />
          <Button type="submit" busy={done.isPending}>{t`Appoint`}</Button>
        </form>
      )}
      {done.error && <Failure problem={asProblem(done.error)} />}
    </div>
  );
}
