import type { ReactNode } from 'react';
import './state.css';

/** Where a list would be. Says what could be here and what to do, never that something is hidden. */
export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return <div className="empty"><h2>{title}</h2>{children && <p>{children}</p>}{actions && <div className="row">{actions}</div>}</div>;
}
