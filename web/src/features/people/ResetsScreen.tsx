import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { resetPages, type FactorReset } from '../../api/people';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { ShowMore } from '../../ui/data/ShowMore';
import { Segments } from '../../ui/actions/Segments';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { ResetCard } from './ResetCard';
import './people.css';

type Shown = 'open' | 'all';

/** Who lost what they sign in with: asked for by their party, decided by the secretariat. */
export function ResetsScreen() {
  const { t } = useLingui();
  const decides = useMayEver('decide:factorreset');
  const [shown, show] = useState<Shown>('open');
  const pages = useInfiniteQuery(resetPages(shown === 'open' ? 'open' : undefined));
  const resets: FactorReset[] = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t`Resets`}>
      <PageHead title={t`Resets`}>{decides ? <Trans>New factors for people who lost theirs. It takes two: one who asks and another who makes sure.</Trans> : <Trans>New factors for your people who lost theirs. You ask; an officer of the secretariat decides.</Trans>}</PageHead>
      <div className="reset-views">
        <Segments label={t`Which resets`} value={shown} choices={[{ value: 'open', label: t`To be decided` }, { value: 'all', label: t`All` }]} onChange={show} />
      </div>
      {pages.isPending && <Skeleton rows={3} />}
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && resets.length === 0 && <EmptyState title={shown === 'open' ? t`Nothing to decide` : t`No resets yet`}>{decides ? t`When a focal point asks for new factors, it appears here.` : t`Choose a person among your people, then “Reset sign-in”.`}</EmptyState>}
      <ul className="resets">{resets.map((reset) => <li key={reset.id}><ResetCard reset={reset} /></li>)}</ul>
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </Page>
  );
}
