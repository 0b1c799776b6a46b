import { useLingui } from '@lingui/react/macro';
import type { DocumentRow, DocumentState } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { kinds, states, useLabel } from '../../i18n/vocabulary';
import { TlpLabel } from '../../marking/TlpLabel';
import { ButtonLink, Link } from '../../ui/actions/Link';
import { Table, type Column } from '../../ui/data/Table';
import { Status, type StatusLook } from '../../ui/state/Status';
import './drafts.css';

const looks: Record<DocumentState, StatusLook> = { draft: 'not-yet', released: 'good', recalled: 'bad', expired: 'attention' };

/** Own documents: what they are, how they stand, and the next step where there is one. */
export function OwnTable({ label: name, rows }: { label: string; rows: DocumentRow[] }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const standing = ({ awaitingRelease, embargoUntil, state }: DocumentRow) => {
    if (awaitingRelease) return t`waits for release`;
    return embargoUntil ? t`under embargo until ${date(embargoUntil, 'moment')}` : label(states, state);
  };
  const columns: Column<DocumentRow>[] = [
    { key: 'title', head: t`Title`, names: true, cell: (row) => <><Link to="/documents/$id" params={{ id: row.id }} dir="auto" lang={row.language}>{row.title}</Link><span className="small muted own-line"><bdi>{row.symbol}</bdi></span></> },
    { key: 'kind', head: t`Kind`, cell: (row) => label(kinds, row.kind) },
    { key: 'state', head: t`State`, cell: (row) => <Status look={row.awaitingRelease ? 'attention' : looks[row.state]}>{standing(row)}</Status> },
  ];
  const step = (row: DocumentRow) => row.state === 'draft' && (row.allows.includes('release') || row.allows.includes('edit')) && (
    <ButtonLink to="/share/$id" params={{ id: row.id }} size="small">{row.awaitingRelease && row.allows.includes('release') ? t`Review` : row.embargoUntil ? t`Change` : t`Go on`}<span className="hidden-text">: {row.title}</span></ButtonLink>
  );
  if (rows.every(({ state }) => state === 'draft')) columns.push({ key: 'step', head: <span className="hidden-text">{t`Next step`}</span>, number: true, cell: step });
  else {
    columns.splice(2, 0, { key: 'tlp', head: t`TLP`, cell: (row) => <TlpLabel tlp={row.tlp} /> });
    columns.push({ key: 'date', head: t`Released`, number: true, cell: (row) => (row.releasedAt ? date(row.releasedAt) : '') });
  }
  return <Table label={name} columns={columns} rows={rows} rowKey={({ id }) => id} cards />;
}
