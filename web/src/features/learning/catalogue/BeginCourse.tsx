import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import type { Course } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';

/** For authors: begins a course, which is private to their party until somebody else publishes it. */
export function BeginCourse() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const made = useMutation({
    mutationFn: () => call<Course>('/courses', { method: 'POST', body: { code: code.trim().toUpperCase(), title: title.trim() } }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['courses'] });
      void navigate({ to: '/learning/courses/$id/edit', params: { id } });
    },
  });
  const problem = made.error ? asProblem(made.error) : null;
  const fault = (path: string) => problem?.errors?.find((one) => one.path === path)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim() && title.trim()) made.mutate();
  };
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>{t`Write a course`}</Button>
      <Dialog title={t`Write a course`} open={open} onClose={() => setOpen(false)}>
        <form className="stack" noValidate onSubmit={submit}>
          <p className="small muted"><Trans>It is private to your party until another person has reviewed and published it.</Trans></p>
          <TextField label={t`Code`} hint={t`Capitals, digits and hyphens, like DOC-101.`} short maxLength={20} error={tried && !code.trim() ? t`Give it a code.` : fault('code')} value={code} onChange={({ target }) => setCode(target.value)} />
          <TextField label={t`Title`} maxLength={200} error={tried && !title.trim() ? t`Give it a title.` : fault('title')} value={title} onChange={({ target }) => setTitle(target.value)} />
          {problem && !problem.errors?.length && <Failure problem={problem} />}
          <Actions><Button type="submit" look="main" busy={made.isPending}>{t`Begin`}</Button><Button onClick={() => setOpen(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </>
  );
}
