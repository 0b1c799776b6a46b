import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Bank, type Item, itemPages, type ItemsSearch } from '../../../api/banks';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { ShowMore } from '../../../ui/data/ShowMore';
import { type Column, Table } from '../../../ui/data/Table';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Status } from '../../../ui/state/Status';
import { ItemFilters } from './ItemFilters';
import { kindOf } from './kinds/kinds';
import { useFlags } from './words';

/** The questions of a bank, searched and narrowed, each with how it fares. */
export function Items({ bank, search }: { bank: Bank; search: ItemsSearch }) {
  const { t, i18n } = useLingui();
  const { number, language: nameOf, list } = useFormats();
  const navigate = useNavigate();
  const flags = useFlags();
  const pages = useInfiniteQuery(itemPages(bank.id, search));
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.keys(search).length > 0;
  const columns: Column<Item>[] = [
    { key: 'code', head: t`Code`, names: true, cell: ({ id, code, retiredAt }) => <span className="stack-tight"><Link className="mono bank-code" to="/learning/banks/{-$id}" params={{ id: bank.id }} search={{ item: id, language: search.lacks }}><bdi>{code}</bdi></Link>{retiredAt && <Status look="not-yet">{t`Retired`}</Status>}</span> },
    { key: 'stem', head: t`Question`, cell: ({ stem, critical }) => <span className="bank-stem"><bdi dir="auto">{stem}</bdi>{' '}{critical && <Status look="attention">{t`Critical`}</Status>}</span> },
    { key: 'type', head: t`Kind`, headOnCard: true, cell: ({ type }) => { const kind = kindOf(type); return kind ? i18n._(kind.name) : type; } },
    { key: 'tags', head: t`Tags`, headOnCard: true, cell: ({ tags }) => <bdi className="small muted">{tags.join(' · ')}</bdi> },
    ...(bank.languages.length > 0 ? [{ key: 'languages', head: t`Also in`, headOnCard: true, cell: ({ languages }: Item) => <span className="small muted">{languages.length > 0 ? list(languages.map(nameOf)) : '–'}</span> }] : []),
    { key: 'p', head: t`Reached`, number: true, headOnCard: true, cell: ({ statistics: { difficulty } }) => (difficulty === null ? '–' : `${number(Math.round(difficulty * 100))} %`) },
    { key: 'r', head: t`Discrimination`, number: true, headOnCard: true, cell: ({ statistics: { discrimination } }) => (discrimination === null ? '–' : number(discrimination)) },
    { key: 'n', head: t`Answers`, number: true, headOnCard: true, cell: ({ statistics: { attempts } }) => (attempts === null ? '–' : number(attempts)) },
    { key: 'flags', head: t`Look at it`, cell: ({ statistics }) => statistics.flags.map((flag) => <Status key={flag} look="attention">{flags[flag].name}</Status>) },
  ];
  return (
    <>
      <ItemFilters bank={bank} search={search} onChange={(wanted) => void navigate({ to: '/learning/banks/{-$id}', params: { id: bank.id }, search: wanted })} />
      {pages.isPending && <Skeleton rows={5} />}
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && <EmptyState title={filtered ? t`No question fits` : t`No question yet`}>{filtered ? t`Take a filter away, or search for other words.` : t`Write the first one. Its tags say which sections of an examination may draw it.`}</EmptyState>}
      {items.length > 0 && <Table label={t`Questions`} rows={items} rowKey={({ id }) => id} cards columns={columns} />}
      {items.length > 0 && <ShowMore label={t`Show more`} more={pages.hasNextPage} busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </>
  );
}
