import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import { sessionsOf, type Person } from '../../api/people';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';

/** Where one of the people is signed in, and the way to end it. */
export function PersonSessions({ person, onBack }: { person: Person; onBack: () => void }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsOf(person.id));
  const ended = useMutation({
    mutationFn: (session: string | null) => call(`/people/${person.id}/sessions${session ? `/${session}` : ''}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['people', 'sessions', person.id] }),
  });
  const problem = error ?? ended.error;
  return (
    <div className="stack">
      <p><Trans>Where this person is signed in for you. What they do for others is not shown.</Trans></p>
      {!data && !error && <Skeleton rows={2} />}
      {problem && <Failure problem={asProblem(problem)} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="muted" role="status">{t`Nowhere at present.`}</p>}
      <ul className="person-sessions">
        {data?.map(({ id, createdAt, lastSeenAt }) => (
          <li key={id}>
            <span><Trans>Signed in {date(createdAt, 'moment')}</Trans><br /><span className="small muted"><Trans>Last used {date(lastSeenAt, 'moment')}</Trans></span></span>
            <Button size="small" busy={ended.isPending} onClick={() => ended.mutate(id)}>{t`End it`}<span className="hidden-text"> {date(createdAt, 'moment')}</span></Button>
          </li>
        ))}
      </ul>
      <Actions>{data && data.length > 1 && <Button look="danger" busy={ended.isPending} onClick={() => ended.mutate(null)}>{t`End all of them`}</Button>}<Button onClick={onBack}>{t`Back`}</Button></Actions>
    </div>
  );
}
