import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { nomineesQuery, type Course, type Enrolment } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Select } from '../../../ui/fields/Select';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';

/** For a focal point for training: sends an official of the own party, who then accepts the place. */
export function SendSomebody({ course }: { course: Course }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [userId, setUserId] = useState('');
  const [tried, setTried] = useState(false);
  const people = useQuery({ ...nomineesQuery(course.id), enabled: open });
  const sent = useMutation({
    mutationFn: () => call<Enrolment>(`/courses/${course.id}/enrolments`, { method: 'POST', body: { userId } }),
    onSuccess: () => { setOpen(false); setUserId(''); setTried(false); return queries.invalidateQueries({ queryKey: ['enrolments'] }); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (userId) sent.mutate();
  };
  const choices = people.data?.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <>
      {sent.data && !open && <Note look="good" live>{t`${sent.data.user.name ?? ''} was sent and is asked to accept.`}</Note>}
      <Button wide icon="send" onClick={() => { sent.reset(); setOpen(true); }}>{t`Send somebody of your party`}</Button>
      <Dialog title={t`Send somebody of your party`} open={open} onClose={() => setOpen(false)}>
        <form className="stack" noValidate onSubmit={submit}>
          <Select label={t`Official`} none={t`Choose a person`} value={userId} choices={choices} error={tried && !userId ? t`Choose whom you send.` : undefined} onChange={({ target }) => setUserId(target.value)} />
          {(sent.error ?? people.error) && <Failure problem={asProblem(sent.error ?? people.error)} />}
          <Actions><Button type="submit" look="main" busy={sent.isPending}>{t`Send`}</Button><Button onClick={() => setOpen(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </>
  );
}
