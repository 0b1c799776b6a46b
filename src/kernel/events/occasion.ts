import { AsyncLocalStorage } from 'node:async_hooks';

/** The circumstances in which something happens: which request, from where. Ambient, since they change no answer. */
export interface Occasion {
  requestId: string;
  ip?: string;
  /** What the browser calls itself. */
  agent?: string;
}

export const occasion = new AsyncLocalStorage<Occasion>();
