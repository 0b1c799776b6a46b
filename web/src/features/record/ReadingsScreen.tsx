import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { address } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Reading } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { PartyTag } from '../../marking/PartyTag';
import { Link } from '../../ui/actions/Link';
import { ShowMore } from '../../ui/data/ShowMore';
import { Table, type Column } from '../../ui/data/Table';
import { TakeAway } from '../../ui/data/TakeAway';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { byParty } from './by-party';
import { readingPages } from './queries';
import { RecordPage } from './RecordPage';
import { copySearch } from './search';
import './record.css';

/** Who opened a document and who downloaded it: the originator's record. */
export function ReadingsScreen() {
  const { id = '' } = useParams({ strict: false });
  const { code } = copySearch(useSearch({ strict: false }));
  const { t } = useLingui();
  const take = <TakeAway href={(format) => address(`/documents/${id}/readings/export`, { format })} />;
  return (
    <RecordPage id={id} title={t`Who opened it`} action={!code && take} about={<Trans>Recorded before the first byte left. Shown to the originator only.</Trans>}>
      {code && (
        <p className="one-copy">
          <Trans>Only the copy with the watermark <bdi className="mono" dir="ltr">{code}</bdi>.</Trans>{' '}
          <Link to="/documents/$id/readings" params={{ id }}><Trans>Show all readings</Trans></Link>
        </p>
      )}
      <Readings id={id} code={code} />
    </RecordPage>
  );
}

function Readings({ id, code }: { id: string; code?: string }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const pages = useInfiniteQuery(readingPages(id, code));
  if (pages.isPending) return <Skeleton rows={4} />;
  if (pages.error) return <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap(({ items }) => items).map((reading, index) => ({ ...reading, key: `${reading.at}/${index}` }));
  const verbs: Record<string, string> = { opened: t`Opened`, previewed: t`Looked at`, printed: t`Printed`, played: t`Played`, downloaded: t`Downloaded`, exported: t`Exported` };
  const columns: Column<Reading & { key: string }>[] = [
    { key: 'at', head: t`When`, cell: ({ at }) => <time dateTime={at} className="numbers"><bdi>{date(at, 'moment')}</bdi></time> },
    { key: 'name', head: t`Who`, names: true, cell: ({ name }) => <bdi>{name ?? t`Somebody who has left`}</bdi> },
    { key: 'party', head: t`Party`, cell: ({ party }) => party && <PartyTag code={party} /> },
    { key: 'code', head: t`Watermark`, cell: ({ code }) => code && <bdi className="mono" dir="ltr">{code}</bdi> },
    { key: 'verb', head: t`What`, cell: ({ verb, version }) => (version ? t`${verbs[verb] ?? verb}, version ${version}` : verbs[verb]) },
  ];
  if (rows.length === 0 && code) return <EmptyState title={t`No reading carries this watermark`}>{t`Look the code up again: it may belong to another document.`}</EmptyState>;
  if (rows.length === 0) return <EmptyState title={t`Nobody has opened it yet`}>{t`Each opening and each download will stand here.`}</EmptyState>;
  return (
    <>
      <section className="reading-parties" aria-label={t`By party`}>
        <h2 className="small muted">{pages.hasNextPage ? <Plural value={rows.length} one="By party, the latest reading" other="By party, the latest # readings" /> : t`By party`}</h2>
        <ul>
          {byParty(rows).map(({ party, people, readings }) => (
            <li key={party}><PartyTag code={party} /><span className="small muted numbers"><Plural value={people} one="# person" other="# people" />{' · '}<Plural value={readings} one="# reading" other="# readings" /></span></li>
          ))}
        </ul>
      </section>
      <Table label={t`Table of readings`} columns={columns} rows={rows} rowKey={({ key }) => key} cards />
      {pages.hasNextPage && <ShowMore label={t`Show earlier`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </>
  );
}
