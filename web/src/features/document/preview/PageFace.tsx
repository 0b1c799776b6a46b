import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useCallback, type ComponentProps } from 'react';
import type { DocumentView, PageText, VersionView } from '../../../api/model';
import { pageImageQuery, pageTextQuery, type PageSize, type PageUse } from '../../../api/pages';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';

interface FaceProps { document: DocumentView; version: VersionView; page: number }

/** A page as an image, with its words over it to be selected and read aloud. The place it takes is known before it comes. */
export function ImagePage({ document, version, page, ratio, size }: FaceProps & { ratio: number; size: PageSize }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(pageImageQuery(document.id, version.number, page, { size }));
  const { data: text } = useQuery({ ...pageTextQuery(document.id, version.number, page), enabled: data !== undefined });
  if (error) return <NoPage error={error} onRetry={() => void refetch()} />;
  return (
    <div className="sheet" style={{ aspectRatio: String(1 / ratio) }} aria-busy={!data}>
      {data ? <Picture blob={data} alt={t`Page ${page}`} draggable={false} /> : <Skeleton rows={8} />}
      {data && text && <Words text={text} ratio={ratio} language={version.language} />}
    </div>
  );
}

/** The words of a page that has no image. */
export function TextPage({ document, version, page }: FaceProps) {
  const { data, error, refetch } = useQuery(pageTextQuery(document.id, version.number, page));
  if (error) return <NoPage error={error} onRetry={() => void refetch()} />;
  return data ? <pre className="sheet sheet-text" dir="auto" lang={version.language}>{data.text}</pre> : <Skeleton rows={8} />;
}

/** A file of which no page can be made is as good as ever to download; and what took too long may not on a quieter machine. */
function NoPage({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useLingui();
  const problem = asProblem(error);
  if (problem.status !== 422) return <Failure problem={problem} onRetry={onRetry} />;
  return <EmptyState title={t`This page cannot be shown`} actions={<Button onClick={onRetry}>{t`Try again`}</Button>}>{problem.detail}</EmptyState>;
}

const across = 1000;

/** Unseen over the image, each run as wide as its picture; said once more in plain order for whoever listens. */
function Words({ text: { runs }, ratio, language }: { text: PageText; ratio: number; language: string }) {
  const down = across * ratio;
  return (
    <>
      <svg className="sheet-words" viewBox={`0 0 ${across} ${down}`} aria-hidden="true" direction="ltr">
        {runs.map((run, index) => (
          <text key={index} x={run.x * across} y={(run.y + run.height * 0.8) * down} fontSize={run.height * down * 0.85} textLength={Math.max(1, run.width * across)} lengthAdjust="spacingAndGlyphs">{run.text}</text>
        ))}
      </svg>
      <p className="hidden-text sheet-spoken" lang={language} dir="auto">{runs.map(({ text }) => text).join(' ')}</p>
    </>
  );
}

/** What was fetched, as an image; its address is given back when it is shown no more. */
function Picture({ blob, ...rest }: { blob: Blob } & Omit<ComponentProps<'img'>, 'src' | 'ref'>) {
  const show = useCallback((image: HTMLImageElement | null) => {
    if (!image) return;
    const url = URL.createObjectURL(blob);
    image.src = url;
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return <img {...rest} alt={rest.alt} ref={show} />;
}

/** A page for paper alone. */
export function PaperPage({ document, version, page, use, onShown }: FaceProps & { use: PageUse; onShown: () => void }) {
  const { t } = useLingui();
  const { data } = useQuery(pageImageQuery(document.id, version.number, page, { size: 'fine', use }));
  return data ? <Picture className="paper-page" blob={data} alt={t`Page ${page}`} onLoad={onShown} /> : null;
}
