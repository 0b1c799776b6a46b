// What a service worker is given (W3C Service Workers, 4). The library of types for workers cannot stand beside the one for pages.

export interface ExtendableEvent extends Event { waitUntil: (work: Promise<unknown>) => void }
export interface FetchEvent extends ExtendableEvent { readonly request: Request; respondWith: (answer: Promise<Response>) => void }
interface Scope {
  clients: { claim: () => Promise<void> };
  location: Location;
  addEventListener: ((name: 'install' | 'activate', listener: (event: ExtendableEvent) => void) => void) & ((name: 'fetch', listener: (event: FetchEvent) => void) => void);
}
export const scope = globalThis as unknown as Scope;
