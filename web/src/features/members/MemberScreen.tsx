import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { officialsQuery, partyQuery } from '../../api/directory';
import type { OfficialView, PartyView } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { roles as roleNames, useLabel } from '../../i18n/vocabulary';
import { bodies } from '../../marking/vocabulary';
import { Link } from '../../ui/actions/Link';
import { Code } from '../../ui/data/Code';
import { Meta } from '../../ui/data/Meta';
import { Table, type Column } from '../../ui/data/Table';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Chapter, Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { useMemberWords } from './words';
import './members.css';

/** A party: its standing in each body over time, and who acts for it, as far as one may know. */
export function MemberScreen({ code }: { code: string }) {
  const { t } = useLingui();
  const words = useMemberWords();
  const { data, error, refetch } = useQuery(partyQuery(code));
  if (error && !data) return <Page title={code}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={code}><Skeleton /></Page>;
  return (
    <Page title={data.name}>
      <Breadcrumbs links={[<Link key="members" to="/members">{t`Members`}</Link>]} here={data.name} />
      <PageHead title={<><Code>{code}</Code> <bdi>{data.name}</bdi></>}><Meta>{words.kinds[data.kind]}{words.standings[data.standing]}{data.verified ? '' : t`Not verified against a public source`}</Meta></PageHead>
      <Chapter id="memberships" title={t`Standing`}><Memberships party={data} /></Chapter>
      <Chapter id="officials" title={t`Officials`}><Officials code={code} /></Chapter>
    </Page>
  );
}

type Membership = PartyView['memberships'][number];

function Memberships({ party }: { party: PartyView }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const { memberships } = useMemberWords();
  const columns: Column<Membership>[] = [
    { key: 'body', head: t`Body`, names: true, cell: ({ body }) => label(bodies, body) },
    { key: 'membership', head: t`As`, cell: ({ membership }) => memberships[membership] },
    { key: 'from', head: t`From`, headOnCard: true, cell: ({ from }) => (from ? date(from) : t`not established`) },
    { key: 'to', head: t`Until`, headOnCard: true, cell: ({ to }) => (to ? t`before ${date(to)}` : '–') },
  ];
  if (party.memberships.length === 0) return <EmptyState title={t`In no body`}>{t`It takes part without being a member or observer.`}</EmptyState>;
  return <Table label={t`Table of its standing`} columns={columns} rows={party.memberships} rowKey={({ body, from, to }) => `${body}/${from}/${to}`} cards />;
}

function Officials({ code }: { code: string }) {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const label = useLabel();
  const { data, error, refetch } = useQuery({ ...officialsQuery(code), retry: false });
  const columns: Column<OfficialView>[] = [
    { key: 'name', head: t`Name`, names: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'roles', head: t`Roles`, cell: ({ roles }) => list(roles.map((role) => label(roleNames, role))) },
    { key: 'since', head: t`Since`, headOnCard: true, cell: ({ since }) => since && date(since) },
  ];
  if (hasStatus(error, 403)) return <Note title={t`Not listed for you.`}>{t`Its own officials and the secretariat see who acts for a party. Others reach it through its focal point.`}</Note>;
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  if (data.length === 0) return <EmptyState title={t`No officials yet`}>{t`Nobody acts for this party here so far.`}</EmptyState>;
  return <Table label={t`Table of officials`} columns={columns} rows={data} rowKey={({ id }) => id} cards />;
}
