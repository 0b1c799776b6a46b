import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { packagesQuery } from '../../../api/packages';
import { asProblem } from '../../../api/problem';
import { useMayEver } from '../../../api/session';
import { Link } from '../../../ui/actions/Link';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { PackageCard } from './PackageCard';
import { Sending } from './Sending';
import './packages.css';

/** Where an author brings courses made elsewhere into one of their own, and reads what was found in them. */
export function PackagesScreen() {
  const { id: course = '' } = useParams({ strict: false });
  const { t } = useLingui();
  const imports = useMayEver('import:coursepackage');
  const { data, error, refetch } = useQuery(packagesQuery(course));
  return (
    <Page title={t`Imported courses`}>
      <Breadcrumbs links={[<Link key="learning" to="/learning">{t`Learning`}</Link>, <Link key="course" to="/learning/courses/$id" params={{ id: course }}>{t`Course`}</Link>]} here={t`Imported courses`} />
      <PageHead title={t`Imported courses`} />
      <div className="measure stack">
        {imports && <Sending course={course} />}
        {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={3} />}
        {data?.items.length === 0 && <EmptyState title={t`Nothing was imported yet`} />}
        {data?.items.map((one) => <PackageCard key={one.id} found={one} />)}
      </div>
    </Page>
  );
}
