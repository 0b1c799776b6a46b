import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { MarkingBanner } from '../../marking/MarkingBanner';
import { PartyTag } from '../../marking/PartyTag';
import { Link } from '../../ui/actions/Link';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';

/** The frame of what is recorded about a document: for its originator; others are told why not. */
export function RecordPage({ id, title, about, action, children }: { id: string; title: string; about: ReactNode; action?: ReactNode; children: ReactNode }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(documentQuery(id));
  if (error && !data) return <Page title={title}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={title}><Skeleton /></Page>;
  const yours = data.allows.includes('history');
  return (
    <Page title={title} banner={<MarkingBanner marking={data.marking} names={data.audienceNames} privateTo={privateTo(data)} />}>
      <Breadcrumbs links={[<Link key="library" to="/documents">{t`Library`}</Link>, <Link key="document" to="/documents/$id" params={{ id }}>{data.symbol}</Link>]} here={title} />
      <PageHead title={title} action={yours && action}>{about}</PageHead>
      {yours ? children : <Note title={t`For its originator only.`}><Trans>What happened to this document, and who opened it, is shown to officials of <PartyTag code={data.originator} />.</Trans></Note>}
    </Page>
  );
}

const privateTo = ({ state, originator }: DocumentView) => (state === 'released' ? undefined : originator);
