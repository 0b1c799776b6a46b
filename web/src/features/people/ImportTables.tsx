import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { FileEntry, FileFault } from '../../api/people';
import { useFormats } from '../../i18n/useFormats';
import { ShowMore } from '../../ui/data/ShowMore';
import { Table, type Column } from '../../ui/data/Table';
import { useFaultWords, useRoleNames } from './words';

const atFirst = 50;

export function FaultsTable({ faults }: { faults: FileFault[] }) {
  const { t } = useLingui();
  const words = useFaultWords();
  const columns: Column<FileFault>[] = [
    { key: 'line', head: t`Line`, names: true, cell: ({ line }) => <span className="numbers">{line}</span>, headOnCard: true },
    { key: 'column', head: t`Column`, cell: ({ column }) => (column ? words.columns[column] : t`Whole line`) },
    { key: 'fault', head: t`What is wrong`, cell: (fault) => <bdi dir="auto">{words.fault(fault)}</bdi> },
  ];
  return <Parts label={t`Faults by line`} columns={columns} rows={faults} rowKey={({ line, column, code, value }) => `${line}/${column}/${code}/${value}`} />;
}

export function EntriesTable({ people }: { people: FileEntry[] }) {
  const { t } = useLingui();
  const { list } = useFormats();
  const role = useRoleNames();
  const columns: Column<FileEntry>[] = [
    { key: 'name', head: t`Name`, names: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'email', head: t`E-mail`, cell: ({ email }) => <bdi dir="ltr">{email}</bdi> },
    { key: 'roles', head: t`Roles`, cell: ({ roles }) => list(roles.map(role)) },
  ];
  return <Parts label={t`People in the file`} columns={columns} rows={people} rowKey={({ email }) => email} />;
}

/** A long table, some rows at first. */
function Parts<Row>({ label, columns, rows, rowKey }: { label: string; columns: Column<Row>[]; rows: Row[]; rowKey: (row: Row) => string }) {
  const { t } = useLingui();
  const [whole, setWhole] = useState(false);
  return (
    <>
      <Table label={label} columns={columns} rows={whole ? rows : rows.slice(0, atFirst)} rowKey={rowKey} cards />
      {rows.length > atFirst && !whole && <ShowMore label={t`Show all ${rows.length}`} more busy={false} onMore={() => setWhole(true)} />}
    </>
  );
}
