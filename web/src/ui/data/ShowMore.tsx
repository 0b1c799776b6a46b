import type { ReactNode } from 'react';
import { Button } from '../actions/Button';
import './data.css';

/** The next part of a list, asked for by a press; `children` says how much is in sight. */
export function ShowMore({ label, more, busy, onMore, children }: { label: string; more: boolean; busy: boolean; onMore: () => void; children?: ReactNode }) {
  return (
    <div className="more">
      {more && <Button busy={busy} onClick={onMore}>{label}</Button>}
      {children && <span className="small muted numbers" role="status">{children}</span>}
    </div>
  );
}
