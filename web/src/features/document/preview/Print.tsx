import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { DocumentView, PagesView, VersionView } from '../../../api/model';
import { Button } from '../../../ui/actions/Button';
import { PaperPage } from './PageFace';

/** More pages than this are printed from the file. */
const most = 40;

/** The pages on paper, each with the reader's watermark; fetched for that alone, since printing is recorded apart. */
export function Print({ document, version, pages }: { document: DocumentView; version: VersionView; pages: PagesView }) {
  const { t } = useLingui();
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState(0);
  const ready = wanted && shown >= pages.pages;
  useEffect(() => {
    if (!ready) return;
    const done = () => { setWanted(false); setShown(0); };
    window.addEventListener('afterprint', done, { once: true });
    window.document.body.classList.add('prints-pages');
    window.print();
    return () => {
      window.document.body.classList.remove('prints-pages');
      window.removeEventListener('afterprint', done);
    };
  }, [ready]);
  if (pages.pages > most) return <span className="small muted"><Trans>More than {most} pages: print it from the file.</Trans></span>;
  return (
    <>
      <Button size="small" icon="document" busy={wanted} onClick={() => setWanted(true)} after={wanted ? `${shown} / ${pages.pages}` : undefined}>{t`Print the pages`}</Button>
      {wanted && createPortal(
        <div className="paper-pages" aria-hidden="true">
          {Array.from({ length: Math.min(pages.pages, shown + 2) }, (_, index) => (
            <PaperPage key={index} document={document} version={version} page={index + 1} use="print" onShown={() => setShown((count) => Math.max(count, index + 1))} />
          ))}
        </div>, window.document.body,
      )}
    </>
  );
}
