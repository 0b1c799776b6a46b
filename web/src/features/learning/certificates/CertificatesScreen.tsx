import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { address } from '../../../api/client';
import { certificatePages } from '../../../api/certificates';
import { asProblem } from '../../../api/problem';
import { useMayEver } from '../../../api/session';
import { ButtonLink } from '../../../ui/actions/Link';
import { Segments } from '../../../ui/actions/Segments';
import { ShowMore } from '../../../ui/data/ShowMore';
import { TakeAway } from '../../../ui/data/TakeAway';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { CertificateCard } from './CertificateCard';
import { Finder } from './Finder';
import './certificates.css';

/** One's own certificates; those of the people one's party sent; and, for course officers, one of their courses by its serial. */
export function CertificatesScreen() {
  const { t } = useLingui();
  const sends = useMayEver('approve:enrolment');
  const revokes = useMayEver('revoke:certificate');
  const [of, show] = useState<'mine' | 'party'>('mine');
  const pages = useInfiniteQuery(certificatePages(of));
  const certificates = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const entitled = pages.data?.pages[0]?.entitled ?? [];
  return (
    <Page title={t`Certificates`}>
      <PageHead title={t`Certificates`} action={<TakeAway href={(format) => address(`/training-reports/${of}`, { format })} />}><Trans>Anybody who is shown one can check it by its serial.</Trans></PageHead>
      <div className="measure stack">
        {sends && <Segments label={t`Whose`} value={of} onChange={show} choices={[{ value: 'mine', label: t`My own` }, { value: 'party', label: t`Of the people we sent` }]} />}
        {pages.isPending && <Skeleton rows={3} />}
        {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
        {entitled.length > 0 && (
          <ul className="certificate-list">
            {entitled.map(({ enrolmentId, course, courseCode }) => (
              <li key={enrolmentId} className="certificate-due"><span><bdi dir="auto">{course}</bdi> <span className="muted">{courseCode}</span></span><ButtonLink look="main" to="/certificates/ask/$enrolment" params={{ enrolment: enrolmentId }}>{t`Get the certificate`}</ButtonLink></li>
            ))}
          </ul>
        )}
        {pages.isSuccess && certificates.length === 0 && entitled.length === 0 && <EmptyState title={t`No certificate yet`}>{t`It is here once a course with an examination was completed.`}</EmptyState>}
        <ul className="certificate-list">{certificates.map((certificate) => <li key={certificate.id}><CertificateCard certificate={certificate} /></li>)}</ul>
        {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
        {revokes && <Finder />}
      </div>
    </Page>
  );
}
