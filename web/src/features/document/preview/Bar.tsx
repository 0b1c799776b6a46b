import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DocumentView, PagesView, VersionView } from '../../../api/model';
import { Button } from '../../../ui/actions/Button';
import { Icon } from '../../../ui/icon/Icon';
import { Print } from './Print';

interface BarProps {
  document: DocumentView;
  version: VersionView;
  pages: PagesView;
  page: number;
  close: boolean;
  onTurn: (page: number) => void;
  onClose: (close: boolean) => void;
}

/** Turning pages, going to one, looking closer, and printing where that is granted. */
export function Bar({ document, version, pages, page, close, onTurn, onClose }: BarProps) {
  const { t } = useLingui();
  const images = pages.as === 'images';
  return (
    <div className="viewer-bar">
      <button type="button" className="tool flip" aria-label={t`Previous page`} aria-disabled={page <= 1 || undefined} onClick={() => onTurn(page - 1)}><Icon name="previous" /></button>
      <GoTo key={page} page={page} pages={pages.pages} onTurn={onTurn} />
      <button type="button" className="tool flip" aria-label={t`Next page`} aria-disabled={page >= pages.pages || undefined} onClick={() => onTurn(page + 1)}><Icon name="next" /></button>
      <span className="viewer-end">
        {images && <Button size="small" icon="search" aria-pressed={close} onClick={() => onClose(!close)}>{close ? t`Whole page` : t`Closer`}</Button>}
        {images && document.allows.includes('print') && <Print document={document} version={version} pages={pages} />}
      </span>
      <span className="hidden-text" role="status"><Trans>Page {page} of {pages.pages}</Trans></span>
    </div>
  );
}

function GoTo({ page, pages, onTurn }: { page: number; pages: number; onTurn: (page: number) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(String(page));
  const go = () => (/^\d+$/.test(text) ? onTurn(Number(text)) : setText(String(page)));
  return (
    <form className="viewer-goto numbers" onSubmit={(event) => { event.preventDefault(); go(); }}>
      <label><span className="hidden-text">{t`Go to page`}</span><input inputMode="numeric" value={text} maxLength={5} onChange={({ target }) => setText(target.value)} onBlur={go} /></label>
      <span aria-hidden="true">/ {pages}</span>
    </form>
  );
}
