import { ProblemError } from '../../../api/problem';

const address = '/offline-worker.js';

interface Policy { createScriptURL: (address: string) => string }
const types = (window as { trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy } }).trustedTypes;
/** The one script that may be registered is the one built with the client. */
const policy = types?.createPolicy('focalpoint-offline', { createScriptURL: (wanted) => { if (wanted === address) return wanted; throw new TypeError('not a worker of ours'); } });

/** Whether this browser can keep anything: not outside of https, and not in some private windows. */
export const mayKeep = (): boolean => 'serviceWorker' in navigator && 'indexedDB' in window && 'subtle' in crypto;

const unreached = (cause?: unknown) => new ProblemError({ type: 'about:blank', title: 'The server was not reached.', status: 0 }, { cause });

/**
 * Has the program of the player kept, and waits until it is there. Asked for only once somebody keeps a course. Broken off by the line, it goes on with
 * the files that are missing the next time. @throws ProblemError with status 0 when the line broke
 */
export async function keepProgram(signal: AbortSignal): Promise<void> {
  const registration = await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address, { scope: '/', updateViaCache: 'none' }).catch((cause: unknown) => { throw unreached(cause); });
  const coming = registration.active ? null : (registration.installing ?? registration.waiting);
  if (!coming) return;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (coming.state === 'activated') resolve();
      else if (coming.state === 'redundant') reject(unreached());
    };
    coming.addEventListener('statechange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** Takes it off again, with the last course. */
export async function dropProgram(): Promise<void> {
  await (await navigator.serviceWorker.getRegistration('/'))?.unregister();
  for (const name of await caches.keys()) if (name.startsWith('focalpoint-player-')) await caches.delete(name);
}
