import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { rulesQuery, type Rule } from '../../api/retention';
import { useMayEver } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { useRuleWords } from '../../marking/retention-rule';
import { Button, LinkButton } from '../../ui/actions/Button';
import { Table, type Column } from '../../ui/data/Table';
import { Card } from '../../ui/page/Card';
import { Page, PageHead, Section } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { NewRule } from './NewRule';
import { Settle } from './Settle';
import './retention.css';

/** How long documents are kept: the forum's rules, one's own party's shorter ones, and proposals that wait for a second person. */
export function ScheduleScreen() {
  const { t } = useLingui();
  const proposes = useMayEver('propose:retentionrule');
  const [proposing, setProposing] = useState<Rule | 'new' | null>(null);
  const { data, error, refetch } = useQuery(rulesQuery);
  const waiting = data?.filter(({ decision }) => decision === null) ?? [];
  const standing = data?.filter(({ decision }) => decision === 'approved') ?? [];
  return (
    <Page title={t`Retention schedule`}>
      <PageHead title={t`Retention schedule`} action={proposes && <Button look="main" icon="plus" onClick={() => setProposing('new')}>{t`Propose a rule`}</Button>}>
        <Trans>How long documents are kept. The secretariat sets it for the forum; a party may set a shorter time for its own. The closest rule counts, and each takes two persons.</Trans>
      </PageHead>
      {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {waiting.length > 0 && <Section id="waiting" title={t`Waits for a second person`}><ul className="retention-cards">{waiting.map((rule) => <li key={rule.id}><Proposal rule={rule} /></li>)}</ul></Section>}
      {data && <Section id="in-force" title={t`In force`}>{standing.length > 0 ? <InForce rules={standing} onEnd={setProposing} /> : <EmptyState title={t`No rules yet`}>{t`Documents are kept until their originator disposes of them.`}</EmptyState>}</Section>}
      {proposing && <NewRule ending={proposing === 'new' ? null : proposing} onClose={() => setProposing(null)} />}
    </Page>
  );
}

function InForce({ rules, onEnd }: { rules: Rule[]; onEnd: (rule: Rule) => void }) {
  const { t } = useLingui();
  const words = useRuleWords();
  const columns: Column<Rule>[] = [
    { key: 'what', head: t`Documents`, names: true, cell: (rule) => words.what(rule) },
    { key: 'time', head: t`Kept for`, headOnCard: true, cell: ({ months, after }) => (months === null ? '' : `${words.time(months)} ${words.after[after]}`) },
    { key: 'action', head: t`Then`, headOnCard: true, cell: ({ action }) => words.actions[action] },
    { key: 'whose', head: t`Whose`, headOnCard: true, cell: ({ forumWide, party }) => (forumWide ? t`the forum’s` : party) },
    { key: 'end', head: t`Change`, cell: (rule) => rule.allows.includes('propose') && <LinkButton className="small" onClick={() => onEnd(rule)}>{t`Propose its end`}</LinkButton> },
  ];
  return <Table label={t`Rules in force`} columns={columns} rows={rules} rowKey={({ id }) => id} cards />;
}

function Proposal({ rule }: { rule: Rule }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const words = useRuleWords();
  const queries = useQueryClient();
  const [deciding, setDeciding] = useState<'approve' | 'refuse' | null>(null);
  const { id, months, after, action, forumWide, reason, proposedBy, proposedAt, needsAnother, allows } = rule;
  const back = useMutation({ mutationFn: () => call(`/retention-rules/${id}`, { method: 'DELETE' }), onSuccess: () => queries.invalidateQueries({ queryKey: ['retention'] }) });
  const what = words.what(rule);
  const [since, then] = [words.after[after], words.actions[action]];
  const long = months === null ? '' : words.time(months);
  const says = months === null ? t`the rule ends` : t`${long} ${since}, ${then}`;
  const who = proposedBy ?? t`a former colleague`;
  return (
    <Card labelledby={`rule-${id}`} className="stack">
      <div className="retention-head"><h3 id={`rule-${id}`}>{what}: {says}</h3><Status look="attention">{forumWide ? t`for the forum` : t`for your party`}</Status></div>
      <p><bdi dir="auto">{reason}</bdi></p>
      <p className="small muted">{t`Proposed by ${who} on ${date(proposedAt)}.`} {needsAnother && <Trans>You proposed it: another officer decides.</Trans>}</p>
      {back.error && <Failure problem={asProblem(back.error)} />}
      <div className="row">
        {allows.includes('decide') && <Button look="main" size="small" icon="check" onClick={() => setDeciding('approve')}>{t`Approve`}</Button>}
        {allows.includes('decide') && <Button size="small" icon="x" onClick={() => setDeciding('refuse')}>{t`Refuse`}</Button>}
        {allows.includes('withdraw') && <LinkButton onClick={() => back.mutate()}>{t`Take it back`}</LinkButton>}
      </div>
      {deciding && <Settle path={`/retention-rules/${id}/decision`} decision={deciding} title={what} onClose={() => setDeciding(null)}><p>{says}</p></Settle>}
    </Card>
  );
}
