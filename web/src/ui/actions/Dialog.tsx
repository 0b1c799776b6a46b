import { useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef, type ReactNode } from 'react';
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
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className={classes('dialog', sheet && 'dialog-sheet')} aria-labelledby={heading} onClose={onClose}>
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
