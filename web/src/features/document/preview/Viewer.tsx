import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DocumentView, PagesView, VersionView } from '../../../api/model';
import { pageImageQuery, pagesQuery } from '../../../api/pages';
import { asProblem } from '../../../api/problem';
import { usePreferences } from '../../../preferences/preferences';
import { Icon } from '../../../ui/icon/Icon';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Absent } from './Absent';
import { Bar } from './Bar';
import { ImagePage, TextPage } from './PageFace';
import './viewer.css';

interface ViewerProps { document: DocumentView; version: VersionView }

/** A version page by page: images with their words over them, or the words alone. */
export function Viewer({ document, version }: ViewerProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(pagesQuery(document.id, version.number));
  return (
    <section className="viewer" aria-label={t`Preview`}>
      {data ? <Opened document={document} version={version} pages={data} /> : error ? <Failure problem={asProblem(error)} onRetry={() => void refetch()} /> : <Skeleton rows={6} />}
    </section>
  );
}

function Opened({ document, version, pages }: ViewerProps & { pages: PagesView }) {
  const { t } = useLingui();
  const [page, setPage] = useState(1);
  const [close, setClose] = useState(false);
  useNext(document.id, version.number, pages, page);
  const turn = (to: number) => setPage(Math.min(pages.pages, Math.max(1, to)));
  const sheet = useKeys((event, box) => {
    const to = target(event, box, page, pages.pages);
    if (to === null) return;
    event.preventDefault();
    if (to === 'zoom') setClose(!close);
    else turn(to);
  });
  if (pages.as === 'nothing') return <Absent why={pages.why} />;
  return (
    <>
      <Bar document={document} version={version} pages={pages} page={page} close={close} onTurn={turn} onClose={setClose} />
      {/* Keys turn pages while the focus is in the page, so that they cost nobody their own. */}
      <div className={close ? 'sheet-box sheet-close' : 'sheet-box'} role="group" tabIndex={0} aria-label={t`Page ${page} of ${pages.pages}. Arrow keys turn pages, plus looks closer.`} ref={sheet}>
        {pages.as === 'images'
          ? <ImagePage document={document} version={version} page={page} ratio={ratioOf(pages, page)} size={close ? 'fine' : 'page'} />
          : <TextPage document={document} version={version} page={page} />}
      </div>
      <Told document={document} pages={pages} />
    </>
  );
}

function Told({ document, pages: { watermark, recorded } }: { document: DocumentView; pages: PagesView }) {
  const onlyHere = !document.allows.includes('download') && !document.allows.includes('print');
  if (!recorded && !onlyHere) return null;
  return (
    <p className="small muted viewer-told"><Icon name="eye" small /><span>
      {onlyHere && <><Trans>To be looked at here only: its marking lets nobody print it or take it along.</Trans>{' '}</>}
      {watermark
        ? <Trans>Each page carries your watermark: <bdi dir="ltr">{watermark}</bdi>. Its originator sees in the record that you looked at it.</Trans>
        : recorded && <Trans>Its originator sees in the record that you looked at it.</Trans>}
    </span></p>
  );
}

/** The page after this one is fetched while this one is read. */
function useNext(id: string, number: number, { as, pages }: PagesView, page: number): void {
  const queries = useQueryClient();
  const { lowData } = usePreferences();
  useEffect(() => {
    if (as === 'images' && page < pages && !lowData) void queries.prefetchQuery(pageImageQuery(id, number, page + 1));
  }, [queries, id, number, as, page, pages, lowData]);
}

function ratioOf({ sizes }: PagesView, page: number): number {
  const [width = 210, height = 297] = sizes[page - 1] ?? sizes[0] ?? [];
  return height / width;
}

/** Keys pressed while the focus is in a box. */
function useKeys(press: (event: KeyboardEvent, box: HTMLElement) => void) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const onKeyDown = (event: KeyboardEvent) => press(event, current);
    current.addEventListener('keydown', onKeyDown);
    return () => current.removeEventListener('keydown', onKeyDown);
  });
  return box;
}

/** Where a key leads: arrows follow the direction of reading. */
function target({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, box: HTMLElement, page: number, last: number): number | 'zoom' | null {
  if (ctrlKey || metaKey || altKey) return null;
  const forward = getComputedStyle(box).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (key === 'ArrowLeft' || key === 'ArrowRight') return key === forward ? page + 1 : page - 1;
  if (key === 'PageDown') return page + 1;
  if (key === 'PageUp') return page - 1;
  if (key === 'Home') return 1;
  if (key === 'End') return last;
  return key === '+' || key === '-' ? 'zoom' : null;
}
