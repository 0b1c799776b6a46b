import { useEffect } from 'react';
import { preferences } from '../../../preferences/preferences';

/** j and k walk through the titles of the list; Enter opens, as it does on every link. */
export function useWalk(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || !preferences().keys) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog[open]')) return;
      const titles = [...document.querySelectorAll<HTMLElement>('main [data-title]')];
      const now = titles.findIndex((title) => title === document.activeElement);
      titles[Math.max(0, Math.min(titles.length - 1, now + step))]?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
