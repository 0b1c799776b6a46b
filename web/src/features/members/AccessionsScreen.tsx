import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accessionsQuery } from '../../api/membership';
import { asProblem, hasStatus } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { Button } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { CaseCard } from './CaseCard';
import { OpenCase } from './deeds/OpenCase';
import './members.css';

/** The cases of accession, the open ones first. */
export function AccessionsScreen() {
  const { t } = useLingui();
  const mayOpen = useMayEver('open:accession');
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = useQuery({ ...accessionsQuery(), retry: false });
  const refused = hasStatus(error, 403);
  return (
    <Page title={t`Accessions`}>
      <Breadcrumbs links={[<Link key="members" to="/members">{t`Members`}</Link>]} here={t`Accessions`} />
      <PageHead title={t`Accessions`} action={mayOpen && <Button look="main" icon="plus" onClick={() => setOpening(true)}>{t`Open an accession case`}</Button>}>
        <Trans>Who is on the way into the forum or the Ad Hoc Group. The Steering Group and the secretariat see these files.</Trans>
      </PageHead>
      {refused && <Note title={t`Not listed for you.`}><Trans>The members of the Steering Group and the secretariat see the files. Who is a member stands in the register for everybody.</Trans></Note>}
      {error && !refused && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.length === 0 && <EmptyState title={t`No cases yet`}>{t`A case begins with an invitation or an application.`}</EmptyState>}
      <div className="stack">{data?.map((one) => <CaseCard key={one.id} accession={one} />)}</div>
      {opening && <OpenCase onClose={() => setOpening(false)} />}
    </Page>
  );
}
