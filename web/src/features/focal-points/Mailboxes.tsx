import { useLingui } from '@lingui/react/macro';
import type { DirectoryEntry } from '../../api/focal-points';
import { PartyTag } from '../../marking/PartyTag';
import { Table, type Column } from '../../ui/data/Table';
import { Mailbox } from './Mailbox';

/** What observers see: where a party is reached as such. */
export function Mailboxes({ entries }: { entries: DirectoryEntry[] }) {
  const { t } = useLingui();
  const columns: Column<DirectoryEntry>[] = [
    { key: 'party', head: t`Party`, names: true, cell: ({ party }) => <PartyTag code={party} /> },
    { key: 'mailbox', head: t`Functional mailbox`, cell: ({ mailbox }) => mailbox && <Mailbox address={mailbox} /> },
  ];
  return <Table label={t`Table of functional mailboxes`} columns={columns} rows={entries} rowKey={({ party }) => party} cards />;
}
