import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Explanation } from '../../marking/Explanation';
import { Link } from '../../ui/actions/Link';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../ui/page/Page';
import { Stepper } from '../../ui/page/Stepper';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { CheckStep } from './CheckStep';
import { DescriptionStep } from './DescriptionStep';
import { FilesStep } from './FilesStep';
import { MarkingStep } from './MarkingStep';
import { shareSearch, steps, type ShareSearch, type Step, type Times } from './search';
import { StartScreen } from './StartScreen';
import { useStepNames } from './step-names';
import './share.css';

/** Sharing a document in four steps: files, description, marking, and the check from which it is released. Also for a new release of one. */
export function ShareScreen({ id, search = {} }: { id?: string; search?: ShareSearch }) {
  return id ? <Sharing id={id} search={shareSearch({ ...search })} /> : <StartScreen />;
}

function Sharing({ id, search }: { id: string; search: ShareSearch }) {
  const { t } = useLingui();
  // What the scanner says comes a moment after the file; each look is recorded, so we stop asking after a few.
  const { data, error, refetch } = useQuery({
    ...documentQuery(id),
    refetchInterval: ({ state }) => (state.dataUpdateCount < 12 && state.data?.versions.some(({ scan }) => scan === 'pending') ? 3000 : false),
  });
  if (error && !data) return <Page title={t`Share a document`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t`Share a document`}><Skeleton /></Page>;
  const title = data.state === 'released' ? t`New release` : t`Share a document`;
  const yours = data.allows.includes('edit') && (data.state === 'draft' || data.state === 'released');
  return (
    <Page title={title} className="share">
      <Breadcrumbs links={[<Link key="mine" to="/drafts">{t`My documents`}</Link>, <Link key="document" to="/documents/$id" params={{ id }}>{data.symbol}</Link>]} here={title} />
      <PageHead title={<bdi dir="auto" lang={data.language}>{data.title}</bdi>}>
        {data.state === 'released' ? <Trans>The file and the marking in force stay until you release anew in the last step.</Trans> : <Trans>A draft, kept on the server. Nobody but your own party sees it until the last step.</Trans>}
      </PageHead>
      {yours ? <Steps document={data} search={search} /> : <Explanation id={id} verb="edit" />}
    </Page>
  );
}

function Steps({ document, search }: { document: DocumentView; search: ShareSearch }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const names = useStepNames();
  const current = steps.indexOf(search.step ?? 'files');
  const heading = useRef<HTMLHeadingElement>(null);
  const entered = useRef(search.step);
  useEffect(() => {
    if (entered.current !== search.step) heading.current?.focus();
    entered.current = search.step;
  }, [search.step]);
  const { step: _, ...times } = search;
  const to = (step: Step | undefined, when: Times = times, replace = false) => void navigate({ to: '/share/$id', params: { id: document.id }, search: { ...when, step }, replace, resetScroll: !replace });
  const shown = () => {
    switch (steps[current]) {
      case 'description': return <DescriptionStep document={document} onNext={() => to('marking')} onBack={() => to('files')} />;
      case 'marking': return <MarkingStep document={document} times={times} onTimes={(when) => to('marking', when, true)} onNext={(when) => to('check', when)} onBack={() => to('description')} />;
      case 'check': return <CheckStep document={document} times={times} onBack={() => to('marking')} onDescription={() => to('description')} onFiles={() => to('files')} />;
      default: return <FilesStep document={document} onNext={() => to('description')} />;
    }
  };
  return (
    <>
      <Stepper steps={names} current={current} onStep={(step) => to(steps[step])} />
      <h2 ref={heading} tabIndex={-1} className="hidden-text">{t`Step ${current + 1} of 4: ${names[current] ?? ''}`}</h2>
      {shown()}
    </>
  );
}
