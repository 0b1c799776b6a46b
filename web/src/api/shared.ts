import { useSyncExternalStore } from 'react';

/** A value that code outside of React sets and a part of the screen follows. */
export function shared<Value>(first: Value) {
  let is = first;
  const listeners = new Set<() => void>();
  const get = () => is;
  const listen = (listener: () => void) => { listeners.add(listener); return () => listeners.delete(listener); };
  return {
    get,
    set(now: Value) {
      is = now;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(listen, get),
  };
}
