import { useLingui } from '@lingui/react/macro';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../icon/Icon';
import './dialog.css';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** Fills the screen; for filters on a phone. */
  sheet?: boolean;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, closes with Escape and gives the focus back. */
export function Dialog({ title, open, onClose, sheet = false, children }: DialogProps) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed before it leaves the page: the browser gives the focus back only then.
  useLayoutEffect(() => {
    const box = dialog.current;
    if (!open) return;
    box?.showModal();
    return () => box?.close();
  }, [open]);
  const closed = () => { if (!dialog.current?.open) onClose(); };
  return (
    <dialog ref={dialog} className={classes('dialog', sheet && 'dialog-sheet')} aria-labelledby={heading} onClose={closed}>
      {open && (
        <div className="dialog-box">
          <div className="dialog-head">
            <h2 id={heading}>{title}</h2>
            <button type="button" className="dialog-close" onClick={() => dialog.current?.close()}>
              <span className="hidden-text">{t`Close`}</span><Icon name="x" />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}

/** The row of deeds that ends a dialog or a form; the main one first. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}
