import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { address } from '../../api/client';
import { areas, directoryQuery, type DirectorySearch } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { ButtonLink } from '../../ui/actions/Link';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { DirectoryTable } from './DirectoryTable';
import { HowToNominate } from './HowToNominate';
import { Mailboxes } from './Mailboxes';
import { atTheDesk } from './office';
import { OwnMandates } from './OwnMandates';
import { directorySearch } from './search';
import { TakeDirectory } from './TakeDirectory';
import { useNow } from './useNow';
import { Without } from './Without';
import { useWords } from './words';
import './focal-points.css';

/** Languages people ask for; the server takes any other in the address. */
const spoken = ['ar', 'bn', 'en', 'fa', 'fr', 'hi', 'id', 'ja', 'km', 'ko', 'lo', 'mn', 'ms', 'my', 'ne', 'si', 'ta', 'th', 'tr', 'ur', 'vi', 'zh'];

/** Whom to ask, in every party. */
export function DirectoryScreen({ search: raw }: { search: DirectorySearch }) {
  const search = directorySearch(raw);
  const { t } = useLingui();
  const { language } = useFormats();
  const words = useWords();
  const navigate = useNavigate();
  const now = useNow();
  const decides = useMayEver('read:nomination');
  const [typed, setTyped] = useState(search.q ?? '');
  const { data, error, refetch } = useQuery({ ...directoryQuery(search), placeholderData: keepPreviousData });
  const show = (part: Partial<Record<keyof DirectorySearch, string>>) => void navigate({ to: '/focal-points', search: directorySearch({ ...search, ...part }), replace: true, resetScroll: false });
  useEffect(() => {
    if (typed === (search.q ?? '')) return;
    const timer = setTimeout(() => show({ q: typed }), 300);
    return () => clearTimeout(timer);
  });
  const points = data?.items.flatMap(({ focalPoints }) => focalPoints) ?? [];
  return (
    <Page title={t`Focal points`}>
      <PageHead
        title={t`Focal points`}
        action={(
          <div className="row">
            {decides && <ButtonLink to="/nominations" icon="list">{t`Nominations`}</ButtonLink>}
            {data?.sees === 'focal-points' && <TakeDirectory href={(format, contact) => address('/focal-points/export', { ...search, format, contact })} />}
          </div>
        )}
      >
        <Trans>Whom to ask, in every party. Confirmed by two secretariat officers, and again each year.</Trans>
      </PageHead>
      <OwnMandates />
      {data?.sees !== 'mailboxes' && (
        <div className="fp-tools" role="search">
          <TextField label={t`Name, agency or party`} type="search" maxLength={100} value={typed} onChange={({ target }) => setTyped(target.value)} />
          <Select label={t`Subject`} none={t`All`} value={search.area ?? ''} choices={areas.map((value) => ({ value, label: words.areas[value] }))} onChange={({ target }) => show({ area: target.value })} />
          <Select label={t`Language`} none={t`Any`} value={search.language ?? ''} choices={spoken.map((value) => ({ value, label: language(value) })).sort((a, b) => a.label.localeCompare(b.label))} onChange={({ target }) => show({ language: target.value })} />
        </div>
      )}
      {error && !data && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data?.sees === 'focal-points' && (
        <p className="fp-sum small muted numbers" role="status">
          <span><Plural value={data.items.length} one="# party" other="# parties" /></span>
          <span><Plural value={data.items.filter(({ focalPoints }) => focalPoints.length > 0).length} one="# has a focal point" other="# have a focal point" /></span>
          <span><Plural value={points.filter((point) => atTheDesk(point, now).open).length} one="# focal point in office now" other="# focal points in office now" /></span>
        </p>
      )}
      {data?.sees === 'mailboxes' && <div className="fp-state-note"><Note title={t`Observers write to a party, not to persons.`}>{t`Each party decides which address it gives. What it does not give is not listed.`}</Note></div>}
      {data && data.items.length === 0 && <EmptyState title={data.sees === 'mailboxes' ? t`No party gives an address yet` : t`Nobody fits`}>{data.sees === 'mailboxes' ? t`Ask the secretariat to pass your message on.` : t`Take a filter away, or look under another subject.`}</EmptyState>}
      {data && data.items.length > 0 && (data.sees === 'mailboxes' ? <Mailboxes entries={data.items} /> : points.length > 0 && <DirectoryTable entries={data.items} area={search.area} now={now} />)}
      {data?.sees === 'focal-points' && <><Without entries={data.items.filter(({ focalPoints }) => focalPoints.length === 0)} /><HowToNominate /></>}
    </Page>
  );
}
