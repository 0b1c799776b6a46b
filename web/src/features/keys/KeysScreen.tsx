import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { keysQuery } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { Link } from '../../ui/actions/Link';
import { Page, PageHead } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { KeyCard } from './KeyCard';
import './keys.css';

/** The keys that one looks after: of one's own party, and for administrators of the secretariat when those of all were made. */
export function KeysScreen() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(keysQuery);
  return (
    <Page title={t`Keys`}>
      <PageHead title={t`Keys`}><Trans>Files and confidential texts lie encrypted under a key of their party. Nobody sees a key; this is when each was made and what it is for.</Trans></PageHead>
      <p className="small keys-more"><Link to="/encryption">{t`What is encrypted, and what is not`}</Link></p>
      {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.items.length === 0 && <EmptyState title={t`No key yet`}>{t`A party gets its key with its first draft or file.`}</EmptyState>}
      {data && data.items.length > 0 && <ul className="party-keys">{data.items.map((keys) => <li key={keys.party}><KeyCard keys={keys} /></li>)}</ul>}
    </Page>
  );
}
