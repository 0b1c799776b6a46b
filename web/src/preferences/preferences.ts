import { useSyncExternalStore } from 'react';

export type Theme = 'auto' | 'light' | 'dark';
/** How somebody likes to work. Kept in the browser; holds nothing about content. */
export interface Preferences {
  theme: Theme;
  /** Interface language; null follows the account, then the browser. */
  locale: string | null;
  lowData: boolean;
  /** Single-key shortcuts; WCAG 2.1.4 wants them to be switchable. */
  keys: boolean;
  documentView: 'list' | 'table';
}

const place = 'focalpoint';
const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
const usual: Preferences = { theme: 'auto', locale: null, lowData: connection?.saveData === true, keys: true, documentView: 'list' };

let current: Preferences = { ...usual, ...kept() };
const listeners = new Set<() => void>();

function kept(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

export function preferences(): Preferences { return current; }

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(place, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing forgets at the end of the visit.
  }
  for (const listener of listeners) listener();
}

export function onPreference(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreference, preferences);
}
