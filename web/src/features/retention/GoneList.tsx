import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { address } from '../../api/client';
import { asProblem } from '../../api/problem';
import { tombstonePages, type Tombstone } from '../../api/retention';
import { useFormats } from '../../i18n/useFormats';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { TlpLabel } from '../../marking/TlpLabel';
import { ShowMore } from '../../ui/data/ShowMore';
import { Table, type Column } from '../../ui/data/Table';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';

/** What the party disposed of, each with its certificate to take away. */
export function GoneList() {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const pages = useInfiniteQuery(tombstonePages);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: Column<Tombstone>[] = [
    { key: 'symbol', head: t`Document`, names: true, cell: ({ symbol, tlp, kind }) => <><TlpLabel tlp={tlp} /> {symbol} <span className="small muted">{label(kinds, kind)}</span></> },
    { key: 'at', head: t`Disposed of on`, headOnCard: true, cell: ({ disposedAt }) => date(disposedAt) },
    { key: 'by', head: t`Decided by`, headOnCard: true, cell: ({ decided }) => (decided === 'schedule' ? t`the schedule` : t`two officers`) },
    {
      key: 'certificate', head: t`Certificate`, headOnCard: true,
      cell: ({ id, symbol }) => (
        <span className="row">
          <a href={address(`/tombstones/${id}/certificate`, { format: 'pdf' })} download aria-label={t`Certificate of ${symbol} as PDF`}>PDF</a>
          <a href={address(`/tombstones/${id}/certificate`, { format: 'json' })} download aria-label={t`Certificate of ${symbol}, signed, as JSON`}>JSON</a>
        </span>
      ),
    },
  ];
  if (pages.error) return <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Skeleton rows={3} />;
  if (rows.length === 0) return <EmptyState title={t`Nothing was disposed of`}>{t`The certificates of what your party disposes of are kept here.`}</EmptyState>;
  return (
    <>
      <Table label={t`Documents that were disposed of`} columns={columns} rows={rows} rowKey={({ id }) => id} cards />
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </>
  );
}
