import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { importPackage, packagesQuery } from '../../../api/packages';
import { asProblem } from '../../../api/problem';
import { Link } from '../../../ui/actions/Link';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { FileDrop } from '../../../ui/fields/FileDrop';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { ProgressBar } from '../../../ui/state/ProgressBar';
import { Skeleton } from '../../../ui/state/Skeleton';
import { PackageCard } from './PackageCard';
import './packages.css';

/** Where an author brings courses made elsewhere into one of their own, and reads what was found in them. */
export function PackagesScreen() {
  const { id: course = '' } = useParams({ strict: false });
  const { t } = useLingui();
  const queries = useQueryClient();
  const [strict, setStrict] = useState(false);
  const [sent, setSent] = useState(0);
  const { data, error, refetch } = useQuery(packagesQuery(course));
  const brought = useMutation({
    mutationFn: (file: File) => importPackage(course, file, strict, setSent),
    onMutate: () => setSent(0),
    onSettled: () => queries.invalidateQueries({ queryKey: packagesQuery(course).queryKey }),
  });
  const problem = brought.error ? asProblem(brought.error) : null;
  return (
    <Page title={t`Imported courses`}>
      <Breadcrumbs links={[<Link key="learning" to="/learning">{t`Learning`}</Link>, <Link key="course" to="/learning/courses/$id" params={{ id: course }}>{t`Course`}</Link>]} here={t`Imported courses`} />
      <PageHead title={t`Imported courses`} />
      <div className="measure stack">
        <Checkbox checked={strict} onChange={(event) => setStrict(event.target.checked)} hint={t`4,096 characters of suspend data, answers by their formats.`}><Trans>Hold it to the letter of SCORM 1.2</Trans></Checkbox>
        <FileDrop accept=".zip,application/zip" onFiles={([file]) => file && brought.mutate(file)}>
          <Trans>A package of SCORM 1.2 or SCORM 2004, as one ZIP of at most 500 MiB. It is looked through before anybody can open it.</Trans>
        </FileDrop>
        {brought.isPending && <ProgressBar value={sent} max={1} label={sent < 1 ? t`Sending the package` : t`Looking through the package`} />}
        {problem && (problem.status === 422 ? <Note look="danger" live title={t`The package was not taken.`}>{problem.detail}</Note> : <Failure problem={problem} />)}
        {brought.data && <Note look="good" live title={t`The package was taken.`}><Trans>Its report stands below. Add it as a lesson to the course's draft when you are content with it.</Trans></Note>}
        {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={3} />}
        {data?.items.length === 0 && <EmptyState title={t`Nothing was imported yet`} />}
        {data?.items.map((one) => <PackageCard key={one.id} found={one} />)}
      </div>
    </Page>
  );
}
