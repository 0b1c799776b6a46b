import { Trans, useLingui } from '@lingui/react/macro';
import type { Area, DirectoryEntry, FocalPoint } from '../../api/focal-points';
import { useFormats } from '../../i18n/useFormats';
import { ButtonAnchor, Link } from '../../ui/actions/Link';
import { PartyTag } from '../../marking/PartyTag';
import { Table, type Column } from '../../ui/data/Table';
import { Clock } from './Clock';
import { mailto } from './Mailbox';
import { Standing } from './Standing';
import { useWords } from './words';

interface Row { entry: DirectoryEntry; point: FocalPoint }

/** A line for each focal point, party by party, the main one first. */
export function DirectoryTable({ entries, area, now }: { entries: DirectoryEntry[]; area?: Area; now: Date }) {
  const { t } = useLingui();
  const { language, list } = useFormats();
  const { areas, ranks } = useWords();
  const rows = entries.flatMap((entry): Row[] => entry.focalPoints.map((point) => ({ entry, point })));
  const columns: Column<Row>[] = [
    { key: 'party', head: t`Party`, names: true, cell: ({ entry }) => <PartyTag code={entry.party} /> },
    { key: 'who', head: t`Focal point`, cell: ({ point }) => (
      <>
        <Link to="/focal-points/$id" params={{ id: point.id }} className="who-name"><bdi>{point.name}</bdi></Link>
        <span className="sub">{point.own ? <Trans>{ranks[point.rank]}. You.</Trans> : <>{ranks[point.rank]}. <bdi dir="auto">{point.agency}</bdi></>}</span>
      </>
    ) },
    ...(area ? [] : [{ key: 'area', head: t`Subject`, cell: ({ point }: Row) => areas[point.area] }]),
    { key: 'languages', head: t`Languages`, cell: ({ point }) => list(point.languages.map(language)) },
    { key: 'time', head: t`Local time`, headOnCard: true, cell: ({ point }) => <Clock office={point} now={now} /> },
    { key: 'standing', head: t`Standing`, cell: ({ point }) => <Standing point={point} /> },
    { key: 'act', head: <span className="hidden-text">{t`Contact`}</span>, number: true, cell: ({ entry, point }) => <Act entry={entry} point={point} /> },
  ];
  return <Table label={t`Table of focal points`} columns={columns} rows={rows} rowKey={({ point }) => point.id} cards />;
}

function Act({ entry: { mailbox }, point }: Row) {
  const { t } = useLingui();
  if (point.own) return <Link to="/focal-points/$id" params={{ id: point.id }} className="small">{t`Your entry`}</Link>;
  return mailbox && <ButtonAnchor size="small" icon="mail" href={mailto(mailbox)}>{t`Message`}<span className="hidden-text"> {point.name}</span></ButtonAnchor>;
}
