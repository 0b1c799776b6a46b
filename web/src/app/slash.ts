import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { preferences } from '../preferences/preferences';

declare module '@tanstack/history' {
  interface HistoryState { /** Puts the cursor into the search field of the library. */ find?: boolean }
}

/** "/" goes to the search field from everywhere, unless somebody is typing or has switched single keys off. */
export function useSlash(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !preferences().keys || isTyping(event.target)) return;
      event.preventDefault();
      const field = document.getElementById('library-search');
      if (field) field.focus();
      else void navigate({ to: '/documents', state: { find: true } });
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [navigate]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog[open], [contenteditable]') !== null;
}
