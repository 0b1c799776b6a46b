import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { audienceQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { AudiencePanel } from '../../marking/AudiencePanel';
import { Explanation } from '../../marking/Explanation';
import { Why } from '../../marking/Why';
import { LinkButton } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Icon } from '../../ui/icon/Icon';
import { later } from '../../ui/later';
import { Panel } from '../../ui/page/Card';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';

const Keeping = later(async () => (await import('./Keeping')).Keeping);

/** Why you see it; for the originator also who else does, and who did. */
export function Panels({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const [facts, setFacts] = useState(false);
  const { id, allows, because } = document;
  return (
    <Panel label={t`Who sees this, and why`}>
      <section className="stack-tight">
        <h2><Trans>Why you</Trans></h2>
        <Why because={because} before={<Trans>You may read it:</Trans>} />
        {facts ? <Explanation id={id} verb="read" /> : <LinkButton className="small" onClick={() => setFacts(true)}><Trans>Show each fact</Trans></LinkButton>}
      </section>
      <Keeping document={document} />
      {allows.includes('audience') && <Audience id={id} />}
      {allows.includes('history') && (
        <section className="stack-tight">
          <h2><Trans>What happened</Trans></h2>
          <p><Link to="/documents/$id/history" params={{ id }} className="icon-line"><Icon name="history" small /><Trans>History of the marking</Trans></Link></p>
          <p><Link to="/documents/$id/readings" params={{ id }} className="icon-line"><Icon name="eye" small /><Trans>Who opened it</Trans></Link></p>
          {allows.includes('trace') && <p><Link to="/watermarks" className="icon-line"><Icon name="search" small /><Trans>Whose copy, by its watermark</Trans></Link></p>}
        </section>
      )}
    </Panel>
  );
}

function Audience({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(audienceQuery(id));
  if (data) return <AudiencePanel id={id} audience={data} />;
  return <section>{error ? <Failure problem={asProblem(error)} onRetry={() => void refetch()} /> : <Skeleton rows={2} />}</section>;
}
