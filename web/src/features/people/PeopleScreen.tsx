import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { address } from '../../api/client';
import { useOwnName } from '../../api/parties';
import { peoplePages, reviewQuery, type Person } from '../../api/people';
import { asProblem, hasStatus } from '../../api/problem';
import { useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { ButtonLink, Link } from '../../ui/actions/Link';
import { ShowMore } from '../../ui/data/ShowMore';
import { TakeAway } from '../../ui/data/TakeAway';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { InviteDialog } from './InviteDialog';
import { PeopleFilters } from './PeopleFilters';
import { PeopleTable } from './PeopleTable';
import { PersonDialog } from './PersonDialog';
import { peopleSearch, type PeopleSearch } from './search';
import './people.css';

/** Who acts for one's party, was invited, or is suspended. */
export function PeopleScreen({ search: came }: { search: PeopleSearch }) {
  const { t } = useLingui();
  const { allows } = useSession();
  const ownName = useOwnName();
  const navigate = useNavigate();
  const search = peopleSearch({ ...came });
  const pages = useInfiniteQuery(peoplePages(search));
  const people = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const given = pages.data?.pages[0]?.roles ?? [];
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<Person | null>(null);
  const [invited, setInvited] = useState<Person | null>(null);
  const invites = allows.includes('invite:delegation');
  const filtered = Object.keys(search).length > 0;
  return (
    <Page title={t`People of ${ownName}`}>
      <PageHead title={<Trans>People of <bdi>{ownName}</bdi></Trans>} action={invites && <Button look="main" icon="plus" onClick={() => setInviting(true)}>{t`Invite somebody`}</Button>}>
        <Trans>Who acts for you, and as what.</Trans>
      </PageHead>
      {allows.includes('review:delegation') && <ReviewNote />}
      {invited && <Note look="good" live title={t`The invitation is on its way.`}><Trans><bdi>{invited.name}</bdi> has 72 hours to take it up.</Trans></Note>}
      {hasStatus(pages.error, 403) ? <Note title={t`The people of a party are for its focal points.`}>{t`The focal point of your party can tell you more.`}</Note> : (
        <>
          <PeopleFilters search={search} given={given} onChange={(next) => void navigate({ to: '/people', search: next, replace: true, resetScroll: false })}>
            {invites && <ButtonLink to="/people/import" size="small" icon="upload">{t`Invite from a file`}</ButtonLink>}
            {allows.includes('read:factorreset') && <ButtonLink to="/resets" size="small" icon="lock">{t`Resets`}</ButtonLink>}
            {invites && people.length > 0 && <TakeAway href={(format) => address('/people/export', { ...search, format })} />}
          </PeopleFilters>
          {pages.isPending && <Skeleton rows={5} />}
          {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
          {pages.isSuccess && people.length === 0 && (
            <EmptyState title={filtered ? t`Nobody fits` : t`Nobody yet`} actions={filtered && <ButtonLink to="/people" search={{}}>{t`Show everybody`}</ButtonLink>}>
              {filtered ? t`Take a filter away, or look for another word.` : t`Invite the first person, or many from a file.`}
            </EmptyState>
          )}
          {people.length > 0 && <PeopleTable people={people} onChoose={setChosen} />}
          {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
        </>
      )}
      {inviting && <InviteDialog given={given} onClose={() => setInviting(false)} onInvited={(person) => { setInviting(false); setInvited(person); }} />}
      {chosen && <PersonDialog person={people.find(({ id }) => id === chosen.id) ?? chosen} given={given} onClose={() => setChosen(null)} />}
    </Page>
  );
}

/** While the half-yearly review is under way and somebody is not confirmed yet. */
function ReviewNote() {
  const { t } = useLingui();
  const { date } = useFormats();
  const { data } = useQuery(reviewQuery);
  const left = data?.people.filter(({ isConfirmed }) => !isConfirmed).length ?? 0;
  if (!data?.id || left === 0) return null;
  return (
    <Note look="warning" title={t`Confirm your people by ${date(data.due, 'long')}.`}>
      <Trans>Whoever is not confirmed by {date(data.lapsesOn, 'long')} is suspended that day.</Trans>{' '}
      <Link to="/people/review">{t`Confirm now`}</Link>
    </Note>
  );
}
