import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../icon/Icon';
import './table.css';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right where numbers are compared. */
  number?: boolean;
  /** The cell that names the row. */
  names?: boolean;
  /** On a card the head stands before the value: where the value alone would not say what it is. `head` is then a text. */
  headOnCard?: boolean;
  sort?: SortHead;
}
export interface SortHead { direction: 'ascending' | 'descending' | 'none'; onSort: () => void }

interface TableProps<Row> {
  /** Says what the table holds; also names the region that scrolls on a phone. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Turn into cards on a phone instead of scrolling. */
  cards?: boolean;
}

/** A native table. Roles are said aloud because cards change `display`, which would take them away. */
export function Table<Row>({ label, columns, rows, rowKey, cards = false }: TableProps<Row>) {
  return (
    <div className="table-box" role="region" aria-label={label} tabIndex={0}>
      <table className={classes('table', cards && 'table-cards')} role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">{columns.map((column) => <Head key={column.key} column={column} />)}</tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map(({ key, head, cell, number, names, headOnCard }) => names
                ? <th key={key} role="rowheader" scope="row">{cell(row)}</th>
                : <td key={key} role="cell" className={number ? 'number' : undefined} data-head={headOnCard && typeof head === 'string' ? head : undefined}>{cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ column: { head, number, sort } }: { column: Column<Row> }) {
  return (
    <th role="columnheader" scope="col" className={number ? 'number' : undefined} aria-sort={sort?.direction}>
      {sort ? <button type="button" className="sort-head" onClick={sort.onSort}>{head}<Icon small name={arrow(sort.direction)} /></button> : head}
    </th>
  );
}

function arrow(direction: SortHead['direction']) {
  if (direction === 'none') return 'sort';
  return direction === 'ascending' ? 'up' : 'down';
}
