import { useEffect, useRef, type ReactNode } from 'react';
import { classes } from '../classes';
import './page.css';

interface PageProps {
  /** Stands in the browser's tab before the product's name. */
  title: string;
  /** Above the main part in full width: the marking of a record. */
  banner?: ReactNode;
  children: ReactNode;
  className?: string;
}

let first = true;

/** The main part of every screen. Coming from another screen, the focus starts here. */
export function Page({ title, banner, children, className }: PageProps) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => { document.title = `${title} · Focalpoint`; }, [title]);
  useEffect(() => {
    if (!first) main.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return <>{banner}<main ref={main} id="main" className={classes('main wrap', className)} tabIndex={-1}>{children}</main></>;
}

/** Heading, one line below it, and the one deed of the screen. */
export function PageHead({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return <div className="head"><div><h1>{title}</h1>{children && <p>{children}</p>}</div>{action}</div>;
}

/** A titled part of a page. `aside` stands at the end of its heading line. */
export function Section({ title, aside, children, id, className }: { title: ReactNode; aside?: ReactNode; children: ReactNode; id: string; className?: string }) {
  return (
    <section aria-labelledby={id} className={className}>
      <div className="section-head"><h2 id={id}>{title}</h2>{aside && <p className="small muted numbers">{aside}</p>}</div>
      {children}
    </section>
  );
}

/** A chapter of a long page: a heading on a line. */
export function Chapter({ title, children, id }: { title: ReactNode; children: ReactNode; id: string }) {
  return <section className="chapter" aria-labelledby={id}><h2 id={id}>{title}</h2>{children}</section>;
}

/** Main part and a narrower column beside it; below it on a phone. */
export function Beside({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return <div className="beside"><div>{children}</div>{aside}</div>;
}
