import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { address } from '../../../../api/client';
import { usePartyNames } from '../../../../api/parties';
import { asProblem } from '../../../../api/problem';
import { reportQuery, type ReportRow } from '../../../../api/training';
import { useFormats } from '../../../../i18n/useFormats';
import { Party } from '../../../../ui/data/Party';
import { Table, type Column } from '../../../../ui/data/Table';
import { TakeAway } from '../../../../ui/data/TakeAway';
import { Failure } from '../../../../ui/state/Failure';
import { Skeleton } from '../../../../ui/state/Skeleton';
import { useHeads, useValues } from './words';

/** A report as a table, and as a file to take away. A number that is not told is a dash, never nought. */
export function ReportTable({ label, path, columns, none }: { label: string; path: string; columns: string[]; /** Said where there are no lines. */ none: string }) {
  const { t } = useLingui();
  const { number, date } = useFormats();
  const nameOf = usePartyNames();
  const heads = useHeads();
  const values = useValues();
  const { data, error, refetch } = useQuery(reportQuery(path));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  const shown = data.items.filter((row) => row.party !== null || columns.some((key) => key !== 'party' && row[key] !== null));
  if (shown.length === 0) return <p className="muted">{none}</p>;
  const said = (key: string, value: ReportRow[string]) => {
    if (key === 'party') return value === null ? t`All parties together` : <Party code={String(value)} name={nameOf(String(value))} />;
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'number') return number(value);
    if (key === 'starts' || key === 'ends') return date(value);
    const words = values[key];
    return words ? value.split(' ').map((code) => words[code] ?? code).join(', ') : <bdi dir="auto">{value}</bdi>;
  };
  const [first = ''] = columns;
  const told = columns.map((key): Column<ReportRow> => ({ key, head: heads[key] ?? key, names: key === first, number: key !== first && shown.some((row) => typeof row[key] === 'number'), headOnCard: key !== first, cell: (row) => said(key, row[key]) }));
  return (
    <div className="stack">
      <div className="row"><TakeAway href={(format) => address(path, { format })} /></div>
      <Table label={label} cards rowKey={(row) => JSON.stringify([row[first], row.starts, row.place])} rows={shown} columns={told} />
    </div>
  );
}
