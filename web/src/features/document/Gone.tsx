import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { tombstoneQuery } from '../../api/retention';
import { useFormats } from '../../i18n/useFormats';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { PartyTag } from '../../marking/PartyTag';
import { TlpLabel } from '../../marking/TlpLabel';
import { useRuleWords } from '../../marking/retention-rule';
import { Link } from '../../ui/actions/Link';
import { Pairs } from '../../ui/data/Pairs';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';

/** Where a document was: that it was there, that it is gone, and what follows for whoever has a copy. */
export function Gone({ id }: { id: string }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const { sentence } = useRuleWords();
  const { data, error } = useQuery(tombstoneQuery(id));
  const toLibrary = <Link to="/documents">{t`To the library`}</Link>;
  if (error) return <Page title={t`Document`}><Failure whole problem={asProblem(error)} actions={toLibrary} /></Page>;
  if (!data) return <Page title={t`Document`}><Skeleton /></Page>;
  const { symbol, originator, kind, tlp, releasedAt, disposedAt, decided, rule, versions, downloaded, allows } = data;
  return (
    <Page title={symbol}>
      <Breadcrumbs links={[<Link key="library" to="/documents">{t`Library`}</Link>]} here={symbol} />
      <h1><Trans>This document was disposed of</Trans></h1>
      <div className="stack">
        <p className="measure">{decided === 'schedule' ? <Trans>It was disposed of on {date(disposedAt)} under the retention schedule.</Trans> : <Trans>It was disposed of on {date(disposedAt)} by two officers of its originator.</Trans>} {rule && <span className="muted"><bdi>{sentence(rule)}</bdi></span>}</p>
        <Note look={downloaded ? 'warning' : 'info'} title={downloaded ? t`You downloaded it.` : undefined}><Trans>What you downloaded of it should be destroyed too, and every copy you made.</Trans></Note>
        <Pairs pairs={[
          [t`Originator`, <PartyTag key="party" code={originator} />],
          [t`Kind`, label(kinds, kind)],
          [t`Marking`, <TlpLabel key="tlp" tlp={tlp} />],
          [t`Released on`, releasedAt && date(releasedAt)],
          [t`Files (SHA-256)`, versions.length > 0 && <ul key="files" className="hashes">{versions.map(({ number, sha256 }) => <li key={number}><code dir="ltr">{sha256}</code></li>)}</ul>],
        ]} />
        {allows.includes('certificate') && <p><Link to="/retention" search={{ show: 'gone' }}><Trans>The certificate of its disposal</Trans></Link></p>}
        <p>{toLibrary}</p>
      </div>
    </Page>
  );
}
