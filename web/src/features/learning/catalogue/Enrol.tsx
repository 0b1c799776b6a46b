import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../api/client';
import { ownEnrolmentsQuery, type Course, type Enrolment } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextArea } from '../../../ui/fields/TextArea';
import { Failure } from '../../../ui/state/Failure';
import { Own } from './Own';
import { SendSomebody } from './SendSomebody';

const open = ['nominated', 'approved', 'offered', 'active', 'waitlisted'];

/** The way into a course: begin, ask to be sent, or go on where one is; for a focal point also sending somebody. */
export function Enrol({ course }: { course: Course }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const own = useQuery(ownEnrolmentsQuery(course.id));
  const [asking, setAsking] = useState(false);
  const [motive, setMotive] = useState('');
  const made = useMutation({
    mutationFn: () => call<Enrolment>(`/courses/${course.id}/enrolments`, { method: 'POST', body: motive.trim() ? { motive: motive.trim() } : {} }),
    onSuccess: async (enrolment) => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['enrolments'] });
      if (enrolment.state === 'active') void navigate({ to: '/learning/study/$id', params: { id: enrolment.id } });
    },
  });
  const latest = own.data?.[0];
  const free = own.isSuccess && !(latest && open.includes(latest.state));
  return (
    <>
      <h2>{t`Enrolment`}</h2>
      {latest && <Own enrolment={latest} />}
      {free && course.allows.includes('enrol') && (course.entry === 'open' ? (
        <Button look="main" wide busy={made.isPending} onClick={() => made.mutate()}>{latest ? t`Begin again` : t`Begin the course`}</Button>
      ) : (
        <>
          <p className="small muted"><Trans>Your party sends people to this course. Its focal point for training decides.</Trans></p>
          <Button look="main" wide onClick={() => setAsking(true)}>{t`Ask to be sent`}</Button>
        </>
      ))}
      {free && course.state === 'retired' && <p className="small muted"><Trans>This course is retired and takes nobody in any more.</Trans></p>}
      {made.error && !asking && <Failure problem={asProblem(made.error)} />}
      {course.allows.includes('nominate') && <SendSomebody course={course} />}
      <Dialog title={t`Ask to be sent`} open={asking} onClose={() => setAsking(false)}>
        <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); made.mutate(); }}>
          <TextArea label={t`Why you want to take it`} hint={t`Read by the focal point for training of your party. You may leave it empty.`} rows={4} maxLength={2000} value={motive} onChange={({ target }) => setMotive(target.value)} />
          {made.error && <Failure problem={asProblem(made.error)} />}
          <Actions><Button type="submit" look="main" busy={made.isPending}>{t`Ask`}</Button><Button onClick={() => setAsking(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </>
  );
}
