import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { documentsQuery, type DocumentQuery } from '../../api/documents';
import type { DocumentRow } from '../../api/model';
import { asProblem } from '../../api/problem';
import { usePreferences } from '../../preferences/preferences';
import { ShowMore } from '../../ui/data/ShowMore';
import { later } from '../../ui/later';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { around, rowsCame } from './around';
import { DocumentItem } from './DocumentItem';

const DocumentTable = later(async () => (await around()).DocumentTable, <Skeleton />);
const NothingFound = later(async () => (await around()).NothingFound);

/** Pages that follow each other. Each knows where the next begins; a failing one is asked again without losing those before it. */
export function ResultPages({ query }: { query: DocumentQuery }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return cursors.map((cursor, page) => (
    <ResultPage key={cursor ?? ''} query={{ ...query, cursor }} first={page === 0} last={page === cursors.length - 1} onMore={(next) => setCursors([...cursors, next])} />
  ));
}

interface ResultPageProps { query: DocumentQuery; first: boolean; last: boolean; onMore: (cursor: string) => void }

function ResultPage({ query, first, last, onMore }: ResultPageProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(documentsQuery(query));
  const settled = Boolean(data ?? error);
  useEffect(() => { if (settled) rowsCame(); }, [settled]);
  if (error && !data) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const { items, next } = data;
  if (first && items.length === 0) return <NothingFound />;
  return (
    <>
      <Rows rows={items} />
      {last && next && <ShowMore label={query.limit === 10 ? t`Show 10 more` : t`Show 20 more`} more busy={false} onMore={() => onMore(next)} />}
    </>
  );
}

function Rows({ rows }: { rows: DocumentRow[] }) {
  const { documentView } = usePreferences();
  if (documentView === 'table') return <DocumentTable rows={rows} />;
  return <ul className="documents">{rows.map((row) => <DocumentItem key={row.id} row={row} />)}</ul>;
}
