import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { reviewQuery, type Review } from '../../api/people';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { ButtonLink, Link } from '../../ui/actions/Link';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { counted, decisionsOf, faultyDraft, type Drafts } from './review';
import { ReviewedCard } from './ReviewedCard';
import './people.css';

/** "Confirm your people", twice a year. */
export function ReviewScreen() {
  const { t } = useLingui();
  const { date } = useFormats();
  const { data, error, refetch } = useQuery(reviewQuery);
  return (
    <Page title={t`Confirm your people`}>
      <Breadcrumbs links={[<Link key="people" to="/people">{t`People`}</Link>]} here={t`Confirm your people`} />
      <PageHead title={t`Confirm your people`}><Trans>Twice a year: who still works for you, and as what.</Trans></PageHead>
      {!data && !error && <Skeleton rows={4} />}
      {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && !data.id && (
        <EmptyState title={t`Nothing to confirm now`} actions={<ButtonLink to="/people">{t`To your people`}</ButtonLink>}>
          <Trans>The next review is due on {date(data.due, 'long')}. You get a letter thirty days before.</Trans>
        </EmptyState>
      )}
      {data?.id && <ReviewForm key={data.id} review={data} />}
    </Page>
  );
}

function ReviewForm({ review }: { review: Review }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [tried, setTried] = useState(false);
  const handed = useMutation({
    mutationFn: () => call<Review>('/people/review', { method: 'PUT', body: { review: review.id, decisions: decisionsOf(drafts) } }),
    onSuccess: async (now) => {
      setDrafts({});
      setTried(false);
      queries.setQueryData(reviewQuery.queryKey, now);
      await queries.invalidateQueries({ queryKey: ['people', 'pages'] });
    },
  });
  const open = review.people.filter(({ isConfirmed }) => !isConfirmed);
  const { keep, change, end } = counted(drafts);
  const some = keep + change + end;
  const faulty = open.some(({ id }) => faultyDraft(drafts[id]));
  const handIn = () => {
    setTried(true);
    if (some > 0 && !faulty) handed.mutate();
  };
  return (
    <div className="stack">
      <Note look="warning" title={t`Due on ${date(review.due, 'long')}.`}><Trans>Whoever is not confirmed by {date(review.lapsesOn, 'long')} is suspended that day. You can re-activate them afterwards.</Trans></Note>
      {handed.isSuccess && <Note look="good" live><Plural value={open.length} _0="Everybody is confirmed." one="Handed in. # person is left." other="Handed in. # people are left." /></Note>}
      <ul className="reviewed">
        {open.map((person) => (
          <li key={person.id}>
            <ReviewedCard person={person} given={review.roles} draft={drafts[person.id]} tried={tried} onChange={(draft) => setDrafts((all) => ({ ...all, [person.id]: draft }))} />
          </li>
        ))}
      </ul>
      {handed.error && <Failure problem={asProblem(handed.error)} />}
      {tried && faulty && <Note look="danger" live>{t`Some decisions are not complete yet. Each is marked above.`}</Note>}
      <Actions>
        <Button look="main" icon="check" busy={handed.isPending} aria-disabled={some === 0} onClick={handIn}>{t`Hand in`}</Button>
        <span className="small muted" role="status"><Trans>{keep} to keep, {change} to change, {end} to end; {open.length - some} not decided</Trans></span>
      </Actions>
    </div>
  );
}
