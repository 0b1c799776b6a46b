const address = '/offline-worker.js';

interface Policy { createScriptURL: (address: string) => string }
const types = (window as { trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy } }).trustedTypes;
/** The one script that may be registered is the one built with the client. */
const policy = types?.createPolicy('focalpoint-offline', { createScriptURL: (wanted) => { if (wanted === address) return wanted; throw new TypeError('not a worker of ours'); } });

/** Whether this browser can keep anything: not outside of https, and not in some private windows. */
export const mayKeep = (): boolean => 'serviceWorker' in navigator && 'indexedDB' in window && 'subtle' in crypto;

/** Has the program of the player kept, and waits until it is there. Asked for only once somebody keeps a course. */
export async function keepProgram(): Promise<void> {
  await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address, { scope: '/', updateViaCache: 'none' });
  await navigator.serviceWorker.ready;
}

/** Takes it off again, with the last course. */
export async function dropProgram(): Promise<void> {
  await (await navigator.serviceWorker.getRegistration('/'))?.unregister();
  for (const name of await caches.keys()) if (name.startsWith('focalpoint-player-')) await caches.delete(name);
}
