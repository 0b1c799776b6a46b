import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { address } from '../../api/client';
import { partiesAsOf } from '../../api/directory';
import type { PartyView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { useLabel } from '../../i18n/vocabulary';
import { bodies } from '../../marking/vocabulary';
import { Button } from '../../ui/actions/Button';
import { ButtonLink, Link } from '../../ui/actions/Link';
import { Segments } from '../../ui/actions/Segments';
import { Code } from '../../ui/data/Code';
import { Table, type Column } from '../../ui/data/Table';
import { TakeAway } from '../../ui/data/TakeAway';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { AsOf } from './AsOf';
import { Audiences } from './Audiences';
import { EnterParty } from './deeds/EnterParty';
import { membersSearch, type MembersSearch } from './search';
import { StandingChanges } from './StandingChanges';
import { useMemberWords } from './words';
import './members.css';

/** Who takes part, today or on another day, and the audiences named over them. */
export function MembersScreen({ search: came }: { search: MembersSearch }) {
  const { t } = useLingui();
  const label = useLabel();
  const words = useMemberWords();
  const navigate = useNavigate();
  const search = membersSearch({ ...came });
  const { kind, body, asOf: day = '' } = search;
  const mayEnter = useMayEver('enter:party');
  const readsFiles = useMayEver('read:accession');
  const settles = useMayEver('decide:standingchange');
  const [entering, setEntering] = useState(false);
  const show = (part: Record<string, string>) => void navigate({ to: '/members', search: membersSearch({ ...search, ...part }), replace: true, resetScroll: false });
  const [typed, setTyped] = useState('');
  const { data, error, refetch } = useQuery(partiesAsOf(day));
  const wanted = typed.trim().toLocaleLowerCase();
  const rows = (data ?? []).filter((party) =>
    (!kind || party.kind === kind) && (!body || party.memberships.some((one) => one.body === body)) && (!wanted || `${party.name} ${party.code}`.toLocaleLowerCase().includes(wanted)));
  const columns: Column<PartyView>[] = [
    { key: 'name', head: t`Party`, names: true, cell: ({ code, name }) => <Link to="/members/$code" params={{ code }} search={membersSearch({ asOf: day })} className="member-name"><Code>{code}</Code> <bdi>{name}</bdi></Link> },
    { key: 'kind', head: t`Kind`, cell: (party) => words.kinds[party.kind] },
    { key: 'forum', head: label(bodies, 'FORUM'), headOnCard: true, cell: (party) => standing(party, 'FORUM', words) },
    { key: 'ahg', head: label(bodies, 'AHG'), headOnCard: true, cell: (party) => standing(party, 'AHG', words) },
    { key: 'steering', head: label(bodies, 'STEERING_GROUP'), headOnCard: true, cell: (party) => standing(party, 'STEERING_GROUP', words) },
  ];
  const shown = search.show ?? 'parties';
  const views: { value: typeof shown; label: string }[] = [{ value: 'parties', label: t`Parties` }, { value: 'audiences', label: t`Audiences` }];
  if (settles) views.push({ value: 'standing', label: t`Standing` });
  return (
    <Page title={t`Members`}>
      <PageHead title={t`Members`} action={mayEnter && <Button icon="plus" onClick={() => setEntering(true)}>{t`Enter a party`}</Button>}><Trans>States, territories and organisations, with their standing in each body.</Trans></PageHead>
      <div className="member-views">
        <Segments label={t`What to see`} value={shown} choices={views} onChange={(view) => show({ show: view })} />
        {readsFiles && <ButtonLink to="/accessions" size="small" icon="list">{t`Cases of accession`}</ButtonLink>}
      </div>
      {shown === 'audiences' && <><AsOf day={day} onChange={(asOf) => show({ asOf })} /><Audiences day={day} /></>}
      {shown === 'standing' && <StandingChanges />}
      {shown === 'parties' && (
        <>
          <div className="member-tools">
            <TextField label={t`Name or code`} small type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
            <Select label={t`Kind`} small none={t`All`} value={kind ?? ''} choices={Object.entries(words.kinds).map(([value, name]) => ({ value, label: name }))} onChange={({ target }) => show({ kind: target.value })} />
            <Select label={t`Body`} small none={t`All`} value={body ?? ''} choices={Object.keys(bodies).map((code) => ({ value: code, label: label(bodies, code) }))} onChange={({ target }) => show({ body: target.value })} />
            <TakeAway href={(format) => address('/parties/export', { kind, body, asOf: day, language: document.documentElement.lang, format })} />
          </div>
          <AsOf day={day} onChange={(asOf) => show({ asOf })} />
          {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton rows={6} />}
          {data && <p className="small muted numbers" role="status"><Plural value={rows.length} one="# party" other="# parties" /></p>}
          {data && rows.length === 0 && <EmptyState title={t`No party fits`}>{t`Take a filter away, or look at another day.`}</EmptyState>}
          {rows.length > 0 && <Table label={t`Table of parties`} columns={columns} rows={rows} rowKey={({ code }) => code} cards />}
        </>
      )}
      {entering && <EnterParty onClose={() => setEntering(false)} />}
    </Page>
  );
}

function standing(party: PartyView, body: string, { memberships, standings }: ReturnType<typeof useMemberWords>): string {
  if (body === 'FORUM' && party.standing !== 'active') return standings[party.standing];
  const held = party.memberships.find((one) => one.body === body);
  return held ? memberships[held.membership] : '–';
}
