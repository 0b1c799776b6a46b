import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { documentQuery } from '../../api/documents';
import { asProblem } from '../../api/problem';
import { WhyNot } from '../../marking/Why';
import { MarkingBanner } from '../../marking/MarkingBanner';
import { Link } from '../../ui/actions/Link';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Explanation } from '../../marking/Explanation';
import { EditForm } from './EditForm';
import './document.css';

/** The description of a document, to be changed. The files and the marking have places of their own. */
export function EditScreen({ id }: { id: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(documentQuery(id));
  if (error && !data) return <Page title={t`Edit the description`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t`Edit the description`}><Skeleton /></Page>;
  return (
    <Page title={t`Edit the description`} banner={<MarkingBanner marking={data.marking} names={data.audienceNames} />}>
      <Breadcrumbs links={[<Link key="library" to="/documents">{t`Library`}</Link>, <Link key="document" to="/documents/$id" params={{ id }}>{data.symbol}</Link>]} here={t`Edit the description`} />
      <div className="head"><h1>{t`Edit the description`}</h1></div>
      {data.allows.includes('edit') ? <EditForm document={data} /> : <div className="stack measure"><WhyNot because={t`This is not yours to change`} /><Explanation id={id} verb="edit" /></div>}
    </Page>
  );
}
