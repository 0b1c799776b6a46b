import { useSyncExternalStore } from 'react';

let is = false;
const listeners = new Set<() => void>();

/** Whether the server has answered that nobody is signed in any more, while a screen is open. */
export const signedOut = {
  get: () => is,
  set(now: boolean) {
    is = now;
    for (const listener of listeners) listener();
  },
};

export function useSignedOut(): boolean {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, signedOut.get);
}
