import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { documentPages } from '../../api/documents';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { usePreferences } from '../../preferences/preferences';
import { ShowMore } from '../../ui/data/ShowMore';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { OwnTable } from './OwnTable';

/** What has left the party, recalled and expired records included. */
export function Released() {
  const { t } = useLingui();
  const { party } = useSession();
  const { lowData } = usePreferences();
  const pages = useInfiniteQuery(documentPages({ state: 'released,recalled,expired', originator: party.code, sort: 'newest', limit: lowData ? 10 : 20 }));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.isPending) return <Skeleton rows={3} />;
  if (pages.error && rows.length === 0) return <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />;
  if (rows.length === 0) return <EmptyState title={t`Nothing released yet`}>{t`What your party releases appears here, with who can see it.`}</EmptyState>;
  return (
    <>
      <OwnTable label={t`Table of released documents`} rows={rows} />
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.fetchNextPage()} />}
      <ShowMore label={t`Show more`} more={pages.hasNextPage} busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()}>
        {plural(rows.length, { one: '# document shown', other: '# documents shown' })}
      </ShowMore>
    </>
  );
}
