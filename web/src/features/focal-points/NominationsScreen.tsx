import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { nominationPages } from '../../api/focal-points';
import { asProblem, hasStatus } from '../../api/problem';
import { useMayEver, useSession } from '../../api/session';
import { ButtonLink, Link } from '../../ui/actions/Link';
import { ShowMore } from '../../ui/data/ShowMore';
import { Select } from '../../ui/fields/Select';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { NominationCard } from './NominationCard';
import { nominationsSearch, type NominationsSearch } from './search';
import { useWords } from './words';
import './focal-points.css';

/** Nominations: those of the own party, or all of them for the officers who decide. */
export function NominationsScreen({ search }: { search: NominationsSearch }) {
  const { state } = nominationsSearch(search);
  const { t } = useLingui();
  const { states } = useWords();
  const navigate = useNavigate();
  const nominates = useMayEver('nominate:nomination');
  const { roles } = useSession();
  const officer = roles.includes('secretariat_officer');
  const pages = useInfiniteQuery({ ...nominationPages(state === 'all' ? undefined : (state ?? 'open')), retry: false });
  const { error, refetch } = pages;
  const data = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <Page title={t`Nominations`}>
      <Breadcrumbs links={[<Link key="all" to="/focal-points">{t`Focal points`}</Link>]} here={t`Nominations`} />
      <PageHead title={t`Nominations`} action={nominates && <ButtonLink to="/nominations/new" icon="plus" look="main">{officer ? t`Enter a nomination` : t`Nominate a focal point`}</ButtonLink>}>
        {officer ? <Trans>One officer verifies who sent the letter, another one approves.</Trans> : <Trans>Those of your party, from the letter to the directory.</Trans>}
      </PageHead>
      {hasStatus(error, 403) ? <Note title={t`Nominations are for focal points and the secretariat’s officers.`}>{t`The focal point of your party can tell you more.`}</Note> : (
        <>
          <div className="fp-state">
            <Select label={t`State`} none={t`Those that wait`} value={state ?? ''} choices={[{ value: 'all', label: t`All` }, ...Object.entries(states).map(([value, label]) => ({ value, label }))]} onChange={({ target }) => void navigate({ to: '/nominations', search: nominationsSearch({ state: target.value }) })} />
          </div>
          {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton rows={3} />}
          {data?.length === 0 && <EmptyState title={state ? t`No nomination is in this state` : t`No nomination waits`}>{officer ? t`When a member sends a letter, it appears here.` : t`What your party nominates appears here until it is in the directory.`}</EmptyState>}
          {data && data.length > 0 && <ul className="fp-list">{data.map((nomination) => <li key={nomination.id}><NominationCard nomination={nomination} officer={officer} /></li>)}</ul>}
          {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
        </>
      )}
    </Page>
  );
}
