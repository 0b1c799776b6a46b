import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { sentence } from '../../marking/sentence';
import { Code } from '../../ui/data/Code';
import { ShowMore } from '../../ui/data/ShowMore';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { historyPages } from './queries';
import { RecordPage } from './RecordPage';
import { together, type Run } from './together';
import './record.css';

/** Everything that happened to a document, newest first, each release in words. */
export function HistoryScreen() {
  const { id = '' } = useParams({ strict: false });
  const { t } = useLingui();
  return (
    <RecordPage id={id} title={t`History`} about={<Trans>Each release in words, and what else happened. Written with the deed itself; nobody can change it.</Trans>}>
      <Entries id={id} />
    </RecordPage>
  );
}

function Entries({ id }: { id: string }) {
  const { t } = useLingui();
  const pages = useInfiniteQuery(historyPages(id));
  if (pages.isPending) return <Skeleton rows={4} />;
  if (pages.error) return <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />;
  return (
    <>
      <ol className="history">{together(pages.data.pages.flatMap(({ items }) => items)).map(({ entry, times }, index) => <Entry key={`${entry.at}/${index}`} entry={entry} times={times} />)}</ol>
      {pages.hasNextPage && <ShowMore label={t`Show earlier`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </>
  );
}

const weighty = /^document\.(released|recalled|expired|embargoed|stage-cancelled)$/;

function Entry({ entry: { at, actor, name, sentence: words, reason }, times }: Run) {
  const { t } = useLingui();
  const { date } = useFormats();
  return (
    <li className={weighty.test(name) ? 'weighty' : undefined}>
      <p className="small muted numbers"><time dateTime={at}><bdi>{date(at, 'moment')}</bdi></time></p>
      <p>{actor ? <><strong><bdi>{actor.name ?? t`Somebody who has left`}</bdi></strong>{actor.party && <> <Code>{actor.party}</Code></>}</> : <strong>{t`The portal`}</strong>} <bdi lang="en">{sentence(words, true)}</bdi>{times > 1 && <span className="muted"> <Plural value={times} one="# time" other="# times" /></span>}</p>
      {reason && <p className="small"><Trans>Reason:</Trans> <bdi dir="auto">{reason}</bdi></p>}
    </li>
  );
}
