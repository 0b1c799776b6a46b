import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/client';
import type { Enrolment } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { ButtonLink } from '../../../ui/actions/Link';
import { Failure } from '../../../ui/state/Failure';
import { ProgressBar } from '../../../ui/state/ProgressBar';
import { Status } from '../../../ui/state/Status';
import { looks, useWords } from './words';

/** One's own enrolment: where it stands, and what can be done with it now. */
export function Own({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useLingui();
  const { number, date } = useFormats();
  const { states } = useWords();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const { id, state, progress, reason, allows, resume, completedAt } = enrolment;
  const put = useMutation({
    mutationFn: (what: 'acceptance' | 'withdrawal') => call<Enrolment>(`/enrolments/${id}/${what}`, { method: 'PUT', body: {} }),
    onSuccess: () => { setLeaving(false); return queries.invalidateQueries({ queryKey: ['enrolments'] }); },
  });
  const begun = state === 'active' || state === 'completed';
  return (
    <div className="stack-tight own-enrolment">
      <div className="row"><Status look={looks[state]}>{states[state]}</Status>{completedAt && <span className="small muted">{date(completedAt)}</span>}</div>
      {begun && <div className="row"><ProgressBar label={t`Progress`} value={progress * 100} /> <span className="numbers small">{number(Math.round(progress * 100))} %</span></div>}
      {state === 'failed' && <p className="small"><Trans>Every attempt at its examination is used.</Trans> {enrolment.result !== null && <Trans>Your best result: {number(Math.round(enrolment.result * 100))} %.</Trans>}</p>}
      {reason && <p className="small"><Trans>Reason:</Trans> <bdi dir="auto">{reason}</bdi></p>}
      <div className="row">
        {allows.includes('accept') && <Button look="main" icon="check" busy={put.isPending} onClick={() => put.mutate('acceptance')}>{t`Accept the place`}</Button>}
        {allows.includes('study') && enrolment.course && <ButtonLink to="/learning/study/$id" params={{ id }} look={state === 'active' ? 'main' : 'plain'} icon="next">{state === 'completed' ? t`Read again` : progress > 0 || resume === null ? t`Resume` : t`Start`}</ButtonLink>}
        {allows.includes('certify') && <ButtonLink to="/certificates/ask/$enrolment" params={{ enrolment: id }}>{t`Certificate`}</ButtonLink>}
        {allows.includes('withdraw') && <Button size="small" onClick={() => setLeaving(true)}>{state === 'offered' ? t`Decline` : t`Withdraw`}</Button>}
      </div>
      {put.error && !leaving && <Failure problem={asProblem(put.error)} />}
      <Dialog title={t`Give up your place?`} open={leaving} onClose={() => setLeaving(false)}>
        <p><Trans>Your place goes to somebody else, and what you have done so far no longer counts. You may enrol again later.</Trans></p>
        {put.error && <Failure problem={asProblem(put.error)} />}
        <Actions><Button look="danger" busy={put.isPending} onClick={() => put.mutate('withdrawal')}>{t`Give it up`}</Button><Button onClick={() => setLeaving(false)}>{t`Cancel`}</Button></Actions>
      </Dialog>
    </div>
  );
}
