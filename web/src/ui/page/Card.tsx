import type { ReactNode } from 'react';
import { classes } from '../classes';
import './card.css';

/** A box for what can be taken away whole. */
export function Card({ children, className, labelledby }: { children: ReactNode; className?: string; labelledby?: string }) {
  return <section className={classes('card', className)} aria-labelledby={labelledby}>{children}</section>;
}

/** Sections on top of each other in one frame, beside the main part. Children are `<section>`s. */
export function Panel({ label, children, id }: { label: string; children: ReactNode; id?: string }) {
  return <aside className="panel" aria-label={label} id={id}>{children}</aside>;
}
