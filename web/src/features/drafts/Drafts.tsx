import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { documentPages } from '../../api/documents';
import { asProblem } from '../../api/problem';
import { useMayEver, useSession } from '../../api/session';
import { ButtonLink } from '../../ui/actions/Link';
import { ShowMore } from '../../ui/data/ShowMore';
import { Chapter } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { OwnTable } from './OwnTable';

/** Drafts, those that wait for their release first and apart. */
export function Drafts() {
  const { t } = useLingui();
  const { party } = useSession();
  const contributes = useMayEver('create:document');
  const pages = useInfiniteQuery(documentPages({ state: 'draft', originator: party.code, sort: 'newest', limit: 50 }));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const waiting = rows.filter(({ awaitingRelease }) => awaitingRelease);
  const drafts = rows.filter(({ awaitingRelease }) => !awaitingRelease);
  return (
    <>
      {waiting.length > 0 && <Chapter id="waiting" title={t`Waiting for release`}><OwnTable label={t`Table of documents waiting for release`} rows={waiting} /></Chapter>}
      <Chapter id="drafts" title={t`Drafts`}>
        {pages.isPending && <Skeleton rows={2} />}
        {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
        {pages.isSuccess && drafts.length === 0 && (
          <EmptyState title={t`No drafts`} actions={contributes && <ButtonLink to="/share" icon="plus">{t`Share a document`}</ButtonLink>}>{t`What your party begins to write appears here.`}</EmptyState>
        )}
        {drafts.length > 0 && <OwnTable label={t`Table of drafts`} rows={drafts} />}
        {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
      </Chapter>
    </>
  );
}
