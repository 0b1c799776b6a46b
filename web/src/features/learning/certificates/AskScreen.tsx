import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { certificatesKey, entitlementQuery, type Certificate, type Entitlement } from '../../../api/certificates';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { CertificateCard } from './CertificateCard';
import { NameFields, namesToSend } from './NameFields';
import './certificates.css';

/** Where somebody who completed a course says how their name is written, and is given the certificate. */
export function AskScreen() {
  const { enrolment = '' } = useParams({ strict: false });
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(entitlementQuery(enrolment));
  return (
    <Page title={t`Your certificate`}>
      <PageHead title={t`Your certificate`} />
      <div className="measure stack">
        {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={3} />}
        {data?.certificate && <CertificateCard certificate={data.certificate} whole />}
        {data && !data.certificate && !data.eligible && <Note look="warning" title={t`There is no certificate yet.`}>{data.because}</Note>}
        {data && !data.certificate && data.eligible && <Ask enrolment={enrolment} entitlement={data} />}
        <p><Link to="/certificates">{t`All your certificates`}</Link></p>
      </div>
    </Page>
  );
}

function Ask({ enrolment, entitlement: { suggestedName } }: { enrolment: string; entitlement: Entitlement }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [names, setNames] = useState({ name: suggestedName, localName: '' });
  const [tried, setTried] = useState(false);
  const issued = useMutation({
    mutationFn: () => call<Certificate>(`/enrolments/${enrolment}/certificate`, { method: 'POST', body: namesToSend(names) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: certificatesKey }),
  });
  const problem = issued.error ? asProblem(issued.error) : null;
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (names.name.trim().length > 1) issued.mutate(); };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p><Trans>You completed the course. Say how your name is to be printed: it cannot be changed afterwards without a course officer.</Trans></p>
      <NameFields names={names} onChange={setNames} faults={problem?.errors} tried={tried} />
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      <Note><Trans>Whoever has the serial of your certificate can read all that stands on it: your name, the course, dates and result.</Trans></Note>
      <div className="row"><Button type="submit" look="main" busy={issued.isPending}>{t`Issue my certificate`}</Button></div>
    </form>
  );
}
