import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { cohortsKey } from '../../../api/cohorts';
import type { Enrolment } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Link } from '../../../ui/actions/Link';
import { Meta } from '../../../ui/data/Meta';
import { TextArea } from '../../../ui/fields/TextArea';
import { Card } from '../../../ui/page/Card';
import { Failure } from '../../../ui/state/Failure';
import { Status } from '../../../ui/state/Status';
import { Against } from '../cohorts/Against';
import { looks, useWords } from './words';

/** Somebody of the party on a course, or on the way to it: with the decision, where one is due. */
export function Nominee({ enrolment: { id, user, course, state, motive, reason, progress, createdAt, cohortId, allows } }: { enrolment: Enrolment }) {
  const { t } = useLingui();
  const { date, number } = useFormats();
  const { states } = useWords();
  const queries = useQueryClient();
  const [refusing, setRefusing] = useState(false);
  const [because, setBecause] = useState('');
  const [tried, setTried] = useState(false);
  const put = useMutation({
    mutationFn: (deed: 'approval' | 'waiting' | 'refusal') => call<Enrolment>(`/enrolments/${id}/${deed}`, { method: 'PUT', body: deed === 'refusal' ? { reason: because.trim() } : {} }),
    onSuccess: () => { setRefusing(false); return Promise.all([queries.invalidateQueries({ queryKey: ['enrolments'] }), queries.invalidateQueries({ queryKey: cohortsKey })]); },
  });
  const refuse = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (because.trim().length >= 3) put.mutate('refusal');
  };
  return (
    <Card labelledby={`nominee-${id}`} className="course-card stack-tight">
      <h2 id={`nominee-${id}`}><bdi>{user.name ?? t`Somebody who left`}</bdi></h2>
      <Meta lead={<Status look={looks[state]}>{state === 'nominated' ? t`To decide` : states[state]}</Status>}>{date(createdAt)}{progress > 0 ? `${number(Math.round(progress * 100))} %` : ''}</Meta>
      <p>{course ? <Link to="/learning/courses/$id" params={{ id: course.id }} dir="auto">{course.title}</Link> : t`A course that is not open to your party any more`}</p>
      {cohortId && <Against cohort={cohortId} />}
      {motive && <blockquote dir="auto" className="motive">{motive}</blockquote>}
      {reason && <p className="small"><Trans>Reason:</Trans> <bdi dir="auto">{reason}</bdi></p>}
      {allows.includes('approve') && (
        <div className="row">
          <Button look="main" size="small" icon="check" busy={put.isPending} onClick={() => put.mutate('approval')}>{t`Approve`}</Button>
          {allows.includes('waitlist') && <Button size="small" icon="clock" busy={put.isPending} onClick={() => put.mutate('waiting')}>{t`Put on the waiting list`}</Button>}
          <Button size="small" icon="x" onClick={() => setRefusing(true)}>{t`Refuse`}</Button>
        </div>
      )}
      {put.error && !refusing && <Failure problem={asProblem(put.error)} />}
      <Dialog title={t`Refuse the nomination`} open={refusing} onClose={() => setRefusing(false)}>
        <form className="stack" noValidate onSubmit={refuse}>
          <TextArea label={t`Reason`} hint={t`The trainee reads it.`} rows={4} maxLength={2000} error={tried && because.trim().length < 3 ? t`Write a few words; the trainee will read them.` : undefined} value={because} onChange={({ target }) => setBecause(target.value)} />
          {put.error && <Failure problem={asProblem(put.error)} />}
          <Actions><Button type="submit" look="main" busy={put.isPending}>{t`Refuse`}</Button><Button onClick={() => setRefusing(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </Card>
  );
}
