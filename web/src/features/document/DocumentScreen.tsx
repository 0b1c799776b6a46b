import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { MarkingBanner } from '../../marking/MarkingBanner';
import { PartyTag } from '../../marking/PartyTag';
import { Link } from '../../ui/actions/Link';
import { Meta } from '../../ui/data/Meta';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { later } from '../../ui/later';
import { Beside, Chapter, Page } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Actions } from './Actions';
import { Details } from './Details';
import { Panels } from './Panels';
import { Preview } from './Preview';
import { Stages } from './Stages';
import { Printed } from './Printed';
import { Standing } from './Standing';
import { Versions } from './Versions';
import './document.css';

const Gone = later(async () => (await import('./Gone')).Gone);

/** One record: its marking, what it says, its files, and who sees it why. */
export function DocumentScreen({ id }: { id: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(documentQuery(id));
  if (hasStatus(error, 410)) return <Gone id={id} />;
  if (data) return <Opened document={data} />;
  if (error) return <Page title={t`Document`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} actions={<Link to="/documents">{t`To the library`}</Link>} /></Page>;
  return <Page title={t`Document`}><Skeleton /></Page>;
}

const isPrivate = ({ state }: DocumentView) => state === 'draft' || state === 'recalled';

function Opened({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { date, language, list } = useFormats();
  const label = useLabel();
  const { kind, originator, symbol, title, abstract, releasedAt, languages, allows } = document;
  const marking = isPrivate(document) && document.proposedMarking ? document.proposedMarking : document.marking;
  return (
    <Page
      title={title} className={allows.includes('print') ? undefined : 'paper-nothing'}
      banner={<MarkingBanner marking={marking} privateTo={isPrivate(document) ? originator : undefined} expiresAt={document.expiresAt} names={document.audienceNames} />}
    >
      <Printed document={document} />
      <Breadcrumbs
        links={[<Link key="library" to="/documents">{t`Library`}</Link>, <Link key="kind" to="/documents" search={{ kind }}>{label(kinds, kind)}</Link>]}
        here={symbol}
      />
      <h1><bdi lang={document.language}>{title}</bdi></h1>
      <div className="under-title">
        <Meta>
          <PartyTag code={originator} note={t`, originator`} />{label(kinds, kind)}{releasedAt ? date(releasedAt) : ''}{list(languages.map(language))}
        </Meta>
      </div>
      <Standing document={document} />
      <Actions document={document} />
      <Beside aside={<Panels document={document} />}>
        <Preview document={document} />
        <section aria-labelledby="summary">
          <h2 id="summary"><Trans>Summary</Trans></h2>
          {abstract ? <p className="abstract measure" dir="auto" lang={document.language}>{abstract}</p> : <p className="muted"><Trans>No summary.</Trans></p>}
        </section>
        <Chapter id="versions" title={t`Files`}><Versions document={document} /></Chapter>
        <Chapter id="details" title={t`Description`}><Details document={document} /></Chapter>
        {document.stages.length > 0 && <Chapter id="stages" title={t`Planned changes of the marking`}><Stages document={document} /></Chapter>}
      </Beside>
    </Page>
  );
}
