import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { heldQuery, type About, type Hold } from '../../api/retention';
import { useFormats } from '../../i18n/useFormats';
import { TlpLabel } from '../../marking/TlpLabel';
import { Link } from '../../ui/actions/Link';
import { Table, type Column } from '../../ui/data/Table';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';

/** Everything the party holds, and why. */
export function HeldList() {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const { data, error, refetch } = useQuery(heldQuery);
  const columns: Column<{ document: About; hold: Hold }>[] = [
    { key: 'document', head: t`Document`, names: true, cell: ({ document: { id, title, language, symbol, tlp } }) => <><TlpLabel tlp={tlp} /> <Link to="/documents/$id" params={{ id }}><bdi lang={language}>{title}</bdi></Link> <span className="small muted retention-symbol">{symbol}</span></> },
    { key: 'reason', head: t`Reason`, cell: ({ hold }) => <bdi dir="auto">{hold.reason}</bdi> },
    { key: 'since', head: t`Since`, headOnCard: true, cell: ({ hold }) => date(hold.since) },
    { key: 'by', head: t`By`, headOnCard: true, cell: ({ hold: { askedBy, approvedBy } }) => list([askedBy, approvedBy].filter((name) => name !== null)) },
  ];
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  if (data.length === 0) return <EmptyState title={t`Nothing is held`}>{t`A legal hold is asked for on the page of the document.`}</EmptyState>;
  return <Table label={t`Documents under a legal hold`} columns={columns} rows={data} rowKey={({ document }) => document.id} cards />;
}
