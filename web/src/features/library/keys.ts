import { useEffect, useRef } from 'react';
import { preferences } from '../../preferences/preferences';

/** j and k walk through the titles of a list; Enter opens, as it does on every link. */
export function useWalk() {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || !preferences().keys) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog[open]')) return;
      const titles = [...(list.current?.querySelectorAll<HTMLElement>('[data-title]') ?? [])];
      const now = titles.findIndex((title) => title === document.activeElement);
      titles[Math.max(0, Math.min(titles.length - 1, now + step))]?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return list;
}
