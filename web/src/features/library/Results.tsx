import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { documentPages, facetsQuery } from '../../api/documents';
import { asProblem } from '../../api/problem';
import { usePreferences } from '../../preferences/preferences';
import { classes } from '../../ui/classes';
import { ShowMore } from '../../ui/data/ShowMore';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { later } from '../../ui/later';
import { useAddress } from './address';
import { DocumentItem } from './DocumentItem';
import { useWalk } from './keys';
import { filtersOf } from './search';
import { useTotal } from './total';

const FilterChips = later(async () => (await import('./Tools')).FilterChips);
const ListTools = later(async () => (await import('./Tools')).ListTools);
const NothingFound = later(async () => (await import('./NothingFound')).NothingFound);
const DocumentTable = later(async () => (await import('./DocumentTable')).DocumentTable, <Skeleton />);

/** The documents found, in pages that follow each other. */
export function Results() {
  const { t } = useLingui();
  const { lowData, documentView } = usePreferences();
  const [search] = useAddress();
  const query = { ...filtersOf(search), sort: search.sort ?? (search.q ? 'relevance' as const : 'newest' as const), limit: lowData ? 10 : 20 };
  const pages = useInfiniteQuery({ ...documentPages(query), placeholderData: keepPreviousData });
  const { data: facets } = useQuery({ ...facetsQuery(filtersOf(search)), placeholderData: keepPreviousData });
  const total = useTotal(facets?.total);
  const list = useWalk();
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="found" aria-busy={pages.isFetching}>
      <div className="tools-line">
        <div className="row"><h2 id="found"><span role="status">{total ?? t`Documents`}</span></h2><FilterChips /></div>
        <ListTools />
      </div>
      {pages.isPending && <Skeleton />}
      {pages.error && rows.length === 0 && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && rows.length === 0 && <NothingFound />}
      {rows.length > 0 && (
        <div ref={list} className={classes(pages.isPlaceholderData && 'stale')}>
          {documentView === 'table' ? <DocumentTable rows={rows} /> : <ul className="documents">{rows.map((row) => <DocumentItem key={row.id} row={row} />)}</ul>}
          {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.fetchNextPage()} />}
          <ShowMore label={lowData ? t`Show 10 more` : t`Show 20 more`} more={pages.hasNextPage} busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()}>
            {plural(rows.length, { one: '# document shown', other: '# documents shown' })}
          </ShowMore>
        </div>
      )}
    </section>
  );
}
