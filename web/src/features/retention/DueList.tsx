import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { duePages, type Due } from '../../api/retention';
import { useFormats } from '../../i18n/useFormats';
import { TlpLabel } from '../../marking/TlpLabel';
import { useRuleWords } from '../../marking/retention-rule';
import { Link } from '../../ui/actions/Link';
import { ShowMore } from '../../ui/data/ShowMore';
import { Table, type Column } from '../../ui/data/Table';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';

/** What would be disposed of when, before anything is. */
export function DueList() {
  const { t } = useLingui();
  const { date } = useFormats();
  const { sentence } = useRuleWords();
  const pages = useInfiniteQuery(duePages);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: Column<Due>[] = [
    { key: 'document', head: t`Document`, names: true, cell: ({ document: { id, title, language, symbol, tlp } }) => <><TlpLabel tlp={tlp} /> <Link to="/documents/$id" params={{ id }}><bdi lang={language}>{title}</bdi></Link> <span className="small muted retention-symbol">{symbol}</span></> },
    { key: 'rule', head: t`Rule`, cell: ({ rule }) => <bdi className="small">{sentence(rule)}</bdi> },
    { key: 'acts', head: t`What happens`, headOnCard: true, cell: ({ rule, actsOn, held }) => (held ? <Status look="attention">{t`Held`}</Status> : rule.action === 'review' ? t`to be looked at on ${date(actsOn)}` : t`to be disposed of on ${date(actsOn)}`) },
    { key: 'announced', head: t`Announced`, headOnCard: true, cell: ({ announcedOn }) => (announcedOn ? date(announcedOn) : t`not yet`) },
  ];
  if (pages.error) return <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Skeleton rows={3} />;
  if (rows.length === 0) return <EmptyState title={t`Nothing falls due within a year`}>{t`What the schedule will dispose of appears here long before it goes.`}</EmptyState>;
  return (
    <div className="stack">
      <Note><Trans>Nothing goes sooner than thirty days after it was announced to you. To keep a document longer, open it.</Trans></Note>
      <Table label={t`Documents that fall due`} columns={columns} rows={rows} rowKey={({ document }) => document.id} cards />
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </div>
  );
}
