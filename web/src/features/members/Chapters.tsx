import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { accessionsQuery, historyQuery, type ChosenName, type DatedMembership, type Decision, type PartyOnDay } from '../../api/membership';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { useLabel } from '../../i18n/vocabulary';
import { bodies } from '../../marking/vocabulary';
import { Table, type Column } from '../../ui/data/Table';
import { Chapter } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { BasisLine } from './BasisLine';
import { CaseCard } from './CaseCard';
import { useMemberWords } from './words';

export function Memberships({ party }: { party: PartyOnDay }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const { memberships } = useMemberWords();
  const columns: Column<DatedMembership>[] = [
    { key: 'body', head: t`Body`, names: true, cell: ({ body }) => <span className="no-break">{label(bodies, body)}</span> },
    { key: 'membership', head: t`As`, cell: ({ membership, verified }) => <>{memberships[membership]}{!verified && <span className="small muted"> ({t`not verified`})</span>}</> },
    { key: 'from', head: t`From`, headOnCard: true, cell: ({ from }) => <span className="no-break numbers">{from ? date(from) : t`not established`}</span> },
    { key: 'to', head: t`Until`, headOnCard: true, cell: ({ to }) => <span className="no-break numbers">{to ? t`before ${date(to)}` : '–'}</span> },
    { key: 'basis', head: t`Basis`, headOnCard: true, cell: ({ basis }) => <bdi className="small" dir="auto">{basis ?? '–'}</bdi> },
  ];
  if (party.memberships.length === 0) return <EmptyState title={t`In no body`}>{t`It takes part without being a member or observer.`}</EmptyState>;
  return <Table label={t`Table of its memberships`} columns={columns} rows={party.memberships} rowKey={({ body, from, to }) => `${body}/${from}/${to}`} cards />;
}

/** How the party came to stand where it stands, and what it was called. */
export function HistoryChapters({ code }: { code: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(historyQuery(code));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <>
      <Chapter id="decisions" title={t`Decisions`}><Decisions decisions={data.decisions} /><Standings standings={data.standings} /></Chapter>
      <Chapter id="names" title={t`Names`}><Names names={data.names} /></Chapter>
    </>
  );
}

function Decisions({ decisions }: { decisions: Decision[] }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const { memberships } = useMemberWords();
  if (decisions.length === 0) return <p className="muted"><Trans>None was recorded here; the register was first entered from public documents.</Trans></p>;
  return (
    <ol className="decisions">
      {decisions.map((one) => (
        <li key={one.id}>
          <p><strong>{label(bodies, one.body)}: {memberships[one.membership]}</strong> <span className="numbers">{one.to ? t`from ${date(one.from)}, until before ${date(one.to)}` : t`from ${date(one.from)}`}</span></p>
          <BasisLine of={one} />
          {one.reason && <p className="small"><Trans>A correction of days that were over: <bdi dir="auto">{one.reason}</bdi></Trans></p>}
          <p className="small muted">{one.enteredBy ? t`Entered on ${date(one.enteredAt)} by ${one.enteredBy}` : t`Entered on ${date(one.enteredAt)}`}</p>
        </li>
      ))}
    </ol>
  );
}

function Standings({ standings: spans }: { standings: { standing: 'active' | 'suspended' | 'former'; from: string; to: string | null }[] }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const { standings } = useMemberWords();
  if (spans.length === 0) return null;
  return (
    <ul className="decisions">
      {spans.map(({ standing, from, to }) => <li key={from}><strong>{standings[standing]}</strong> <span className="numbers">{to ? t`from ${date(from)}, until before ${date(to)}` : t`from ${date(from)}`}</span></li>)}
    </ul>
  );
}

function Names({ names }: { names: ChosenName[] }) {
  const { t } = useLingui();
  const { date, language } = useFormats();
  const columns: Column<ChosenName>[] = [
    { key: 'name', head: t`Name`, names: true, cell: ({ name, language: lang }) => (name ? <bdi lang={lang}>{name}</bdi> : <span className="muted">{t`taken back`}</span>) },
    { key: 'language', head: t`Language`, cell: ({ language: tag }) => language(tag) },
    { key: 'since', head: t`Since`, headOnCard: true, cell: ({ chosenAt }) => (chosenAt ? date(chosenAt) : t`as first entered`) },
  ];
  return <Table label={t`Table of its names`} columns={columns} rows={names} rowKey={({ language: tag, chosenAt }) => `${tag}/${chosenAt}`} cards />;
}

/** Its accessions; for those who may read the files. */
export function Cases({ code }: { code: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(accessionsQuery(code));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return <Chapter id="accessions" title={t`Accessions`}><div className="stack">{data.map((one) => <CaseCard key={one.id} accession={one} />)}</div></Chapter>;
}
