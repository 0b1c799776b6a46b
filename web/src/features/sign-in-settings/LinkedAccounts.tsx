import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import { linkedAccountsQuery } from '../../api/federation';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';

/** One's accounts at organisations' sign-in services, and how another one is linked. */
export function LinkedAccounts() {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(linkedAccountsQuery);
  const linked = useMutation({ mutationFn: () => call<{ address: string }>('/session/provider-link', { method: 'POST', body: { next: '/sign-in-settings' } }), onSuccess: ({ address }) => location.assign(address) });
  const removed = useMutation({ mutationFn: (id: string) => call(`/session/provider-links/${id}`, { method: 'DELETE' }), onSuccess: () => queries.invalidateQueries({ queryKey: linkedAccountsQuery.queryKey }) });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={1} />;
  const failed = linked.error ?? removed.error;
  return (
    <div className="stack">
      {data.items.length === 0 && !data.offer && <p><Trans>Your country or organisation has no sign-in service here. You enter with your passkey.</Trans></p>}
      <ul className="stack">
        {data.items.map(({ id, provider, partyName, account, createdAt, lastUsedAt }) => (
          <li key={id} className="card sign-in-linked">
            <div><p className="strong"><bdi dir="auto">{provider}</bdi></p><Meta><bdi>{partyName}</bdi>{account ? <bdi dir="ltr">{account}</bdi> : ''}{t`linked ${date(createdAt)}`}{lastUsedAt ? t`last used ${date(lastUsedAt)}` : ''}</Meta></div>
            <Button size="small" busy={removed.isPending && removed.variables === id} onClick={() => removed.mutate(id)}>{t`Unlink`}<span className="hidden-text"> <bdi>{provider}</bdi></span></Button>
          </li>
        ))}
      </ul>
      {data.offer && (
        <>
          <p><Trans>Link “<bdi>{data.offer}</bdi>” to enter with it from now on. You sign in there once and come back; nobody can do it for you, whatever address they have.</Trans></p>
          <div><Button icon="next" busy={linked.isPending || linked.isSuccess} onClick={() => linked.mutate()}>{t`Link your organisation’s account`}</Button></div>
        </>
      )}
      {failed && <Failure problem={asProblem(failed)} />}
    </div>
  );
}
