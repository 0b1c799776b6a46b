import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { address } from '../../api/client';
import { requestPages } from '../../api/documents';
import type { ReleaseRequest } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Segments } from '../../ui/actions/Segments';
import { ButtonLink } from '../../ui/actions/Link';
import { ShowMore } from '../../ui/data/ShowMore';
import { TakeAway } from '../../ui/data/TakeAway';
import { Select } from '../../ui/fields/Select';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { RequestCard } from './RequestCard';
import { requestsSearch, type RequestsSearch } from './search';
import { useStateWords } from './words';
import './requests.css';

/** Requests for release: those the own party has to answer, and those it made. */
export function RequestsScreen({ search }: { search: RequestsSearch }) {
  const { box = 'received', state } = requestsSearch({ ...search });
  const { t } = useLingui();
  const navigate = useNavigate();
  const words = useStateWords();
  const pages = useInfiniteQuery(requestPages(box, state));
  const requests = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (wanted: RequestsSearch) => void navigate({ to: '/requests', search: wanted });
  return (
    <Page title={t`Requests`}>
      <PageHead title={t`Requests`}><Trans>Asking costs nothing, and nobody but the originator answers.</Trans></PageHead>
      <div className="request-tools">
        <Segments label={t`Which requests`} value={box} choices={[{ value: 'received', label: t`To your party` }, { value: 'made', label: t`From your party` }]} onChange={(chosen) => show({ box: chosen, state })} />
        <Select
          label={t`State`} small none={t`All`} value={state ?? ''} choices={Object.entries(words).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => show({ box, state: (target.value || undefined) as ReleaseRequest['state'] | undefined })}
        />
        {requests.length > 0 && <TakeAway href={(format) => address('/release-requests/export', { box, state, format })} />}
      </div>
      {pages.isPending && <Skeleton rows={3} />}
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && requests.length === 0 && (
        <EmptyState title={box === 'received' ? t`No requests to answer` : t`No requests made`} actions={box === 'made' ? <ButtonLink to="/documents">{t`To the library`}</ButtonLink> : <ButtonLink to="/requests" search={{ box: 'made' }}>{t`Requests your party made`}</ButtonLink>}>
          {box === 'received' ? t`When somebody asks for one of your documents, it appears here.` : t`Ask for a document you know by its symbol, or for wider use of one you can read.`}
        </EmptyState>
      )}
      <ul className="requests">{requests.map((request) => <li key={request.id}><RequestCard request={request} box={box} /></li>)}</ul>
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </Page>
  );
}
