import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { officialsQuery } from '../../api/directory';
import { partyOnDay } from '../../api/membership';
import type { OfficialView } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { useMayEver, useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { roles as roleNames, useLabel } from '../../i18n/vocabulary';
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
import { AsOf } from './AsOf';
import { Cases, HistoryChapters, Memberships } from './Chapters';
import { Deeds } from './Deeds';
import { OnDay } from './OnDay';
import { Room } from './Room';
import { membersSearch, type MembersSearch } from './search';
import { StandingChanges } from './StandingChanges';
import { useMemberWords } from './words';
import './members.css';

/** A party as it was on a day and over time, how it came to that, and who acts for it: as far as one may know. */
export function MemberScreen({ code, search }: { code: string; search: MembersSearch }) {
  const { t } = useLingui();
  const words = useMemberWords();
  const navigate = useNavigate();
  const readsFiles = useMayEver('read:accession');
  const { party: own } = useSession();
  const settles = useMayEver('decide:standingchange') || own.code === code;
  const { asOf: day = '' } = membersSearch({ ...search });
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...partyOnDay(code, day), placeholderData: keepPreviousData });
  if (error && !data) return <Page title={code}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={code}><Skeleton /></Page>;
  const turnTo = (asOf: string) => void navigate({ to: '/members/$code', params: { code }, search: membersSearch({ asOf }), replace: true, resetScroll: false });
  return (
    <Page title={data.name}>
      <Breadcrumbs links={[<Link key="members" to="/members" search={membersSearch({ asOf: day })}>{t`Members`}</Link>]} here={data.name} />
      <PageHead title={<><Code>{code}</Code> <bdi lang={data.language}>{data.name}</bdi></>}><Meta>{words.kinds[data.kind]}{words.standings[data.standing]}{data.verified ? '' : t`Not verified against a public source`}</Meta></PageHead>
      <Deeds party={data} />
      <AsOf day={day} onChange={turnTo} />
      {/* Of another day until that one's answer is there: nothing is said of a day that is not true of it. */}
      {isPlaceholderData ? <Skeleton rows={4} /> : <OnDay party={data} day={day} />}
      <Chapter id="memberships" title={t`Memberships over time`}><Memberships party={data} /></Chapter>
      <HistoryChapters code={code} />
      {settles && <StandingChanges party={code} />}
      {readsFiles && <Cases code={code} />}
      <Room party={data} />
      <Chapter id="officials" title={t`Officials`}><Officials code={code} /></Chapter>
    </Page>
  );
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
