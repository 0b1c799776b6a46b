import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { newsQuery } from '../../api/documents';
import type { DocumentRow } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { PartyTag } from '../../marking/PartyTag';
import { TlpLabel } from '../../marking/TlpLabel';
import { Why } from '../../marking/Why';
import { Link } from '../../ui/actions/Link';
import { Meta } from '../../ui/data/Meta';
import { Section } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Status } from '../../ui/state/Status';
import { foreign } from './foreign';

/** The newest documents other parties released to you, each with the reason. Your own deeds are no news. */
export function News() {
  const { t } = useLingui();
  const { party, user } = useSession();
  const { data, error, refetch } = useQuery(newsQuery);
  const rows = data && foreign(data.items, party.code, 6);
  return (
    <Section id="news" title={t`New for you`} aside={<Link to="/documents"><Trans>The whole library</Trans></Link>}>
      {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!rows && !error && <Skeleton rows={3} />}
      {rows?.length === 0 && <EmptyState title={t`Nothing new for you`}>{t`Documents appear here as soon as they are released to you.`}</EmptyState>}
      {rows && rows.length > 0 && <ul className="news">{rows.map((row) => <Item key={row.id} row={row} since={user.lastSignInAt} />)}</ul>}
    </Section>
  );
}

function Item({ row, since }: { row: DocumentRow; since: string | null }) {
  const { date } = useFormats();
  const label = useLabel();
  const unseen = since !== null && row.releasedAt !== null && row.releasedAt > since;
  return (
    <li>
      <Meta lead={<TlpLabel tlp={row.tlp} />}>
        <PartyTag code={row.originator} />{label(kinds, row.kind)}{row.releasedAt ? date(row.releasedAt, 'short') : ''}
        {unseen && <Status look="good"><Trans>since your last sign-in</Trans></Status>}
      </Meta>
      <h3><Link to="/documents/$id" params={{ id: row.id }} className="quiet-link" dir="auto" lang={row.language}>{row.title}</Link></h3>
      <Why because={row.because} />
    </li>
  );
}
