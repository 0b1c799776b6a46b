import { useLingui } from '@lingui/react/macro';
import type { DocumentRow } from '../../../api/model';
import { useFormats } from '../../../i18n/useFormats';
import { kinds, useLabel } from '../../../i18n/vocabulary';
import { PartyTag } from '../../../marking/PartyTag';
import { TlpLabel } from '../../../marking/TlpLabel';
import { Link } from '../../../ui/actions/Link';
import { Table, type SortHead } from '../../../ui/data/Table';
import { useAddress } from '../address';
import { fileFact } from '../file';

/** The same records as a table, sorted by its heads. */
export function DocumentTable({ rows }: { rows: DocumentRow[] }) {
  const { t } = useLingui();
  const { date, bytes } = useFormats();
  const label = useLabel();
  const [search, go] = useAddress();
  const sort = search.sort ?? (search.q ? 'relevance' : 'newest');
  const byTitle: SortHead = { direction: sort === 'title' ? 'ascending' : 'none', onSort: () => go({ ...search, sort: 'title' }) };
  const byDate: SortHead = {
    direction: sort === 'newest' ? 'descending' : sort === 'oldest' ? 'ascending' : 'none',
    onSort: () => go({ ...search, sort: sort === 'newest' ? 'oldest' : 'newest' }),
  };
  return (
    <Table
      label={t`Documents`} rows={rows} rowKey={({ id }) => id} cards
      columns={[
        { key: 'title', head: t`Title`, names: true, sort: byTitle, cell: (row) => <Link to="/documents/$id" params={{ id: row.id }} data-title dir="auto" lang={row.language}>{row.title}</Link> },
        { key: 'tlp', head: t`TLP`, cell: (row) => <TlpLabel tlp={row.tlp} /> },
        { key: 'originator', head: t`Originator`, cell: (row) => <PartyTag code={row.originator} /> },
        { key: 'kind', head: t`Kind`, cell: (row) => label(kinds, row.kind) },
        { key: 'date', head: t`Released`, sort: byDate, number: true, cell: (row) => (row.releasedAt ? date(row.releasedAt) : '') },
        { key: 'file', head: t`File`, number: true, cell: (row) => (row.file ? fileFact(row.file, bytes) : '') },
      ]}
    />
  );
}
