import { useEffect, useRef, useState, type ReactNode } from 'react';
import { classes } from '../classes';
import './menu.css';

interface MenuProps {
  /** What the closed menu shows; a word, or an icon with hidden text. */
  summary: ReactNode;
  summaryClass?: string;
  className?: string;
  /** Opens under the first edge instead of the last. */
  start?: boolean;
  children: ReactNode;
}

/** A disclosure of links and deeds. Escape, a press outside and choosing close it; Tab walks through. What it holds is made at the first opening. */
export function Menu({ summary, summaryClass, className, start = false, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (!menu?.open) return;
      const escape = event instanceof KeyboardEvent && event.key === 'Escape';
      if (escape) menu.querySelector('summary')?.focus();
      if (escape || (!(event instanceof KeyboardEvent) && !menu.contains(event.target as Node))) menu.open = false;
    };
    const happenings = ['pointerdown', 'focusin', 'keydown'];
    for (const name of happenings) document.addEventListener(name, close);
    return () => { for (const name of happenings) document.removeEventListener(name, close); };
  }, []);
  return (
    <details ref={details} onToggle={() => setOpened(true)} className={classes('menu', start && 'menu-start', className)}>
      <summary className={summaryClass}>{summary}</summary>
      <div className="menu-sheet" onClick={(event) => chosen(event.target as Element) && close(details.current)}>{opened && children}</div>
    </details>
  );
}

function chosen(target: Element): boolean {
  return target.closest('a, button') !== null;
}

function close(menu: HTMLDetailsElement | null): void {
  if (menu) menu.open = false;
}
