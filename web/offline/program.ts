/** The files of the player, as this build made them, and a name that changes with any of them. Put in by the build. */
declare const __FILES__: readonly string[];
declare const __BUILD__: string;

const cacheName = `focalpoint-player-${__BUILD__}`;
const isOurs = (name: string) => name.startsWith('focalpoint-player-');
/** Any address of the client answers with the one page. */
const page = '/learning/mine';
const unhashed = ['/ahead.js', '/icon.svg'];

/** Fetches what the player is made of, taking from the build before what did not change. It is nothing but the program: no answer of the API is kept. */
export async function keepProgram(): Promise<void> {
  const cache = await caches.open(cacheName);
  const missing = async (path: string) => !(await cache.match(path, { ignoreVary: true }));
  for (const path of __FILES__) {
    if (!(await missing(path))) continue;
    const known = path.startsWith('/assets/') ? await caches.match(path, { ignoreVary: true }) : undefined;
    if (known) await cache.put(path, known);
    else await cache.add(path);
  }
  await Promise.all([page, ...unhashed].map((path) => cache.add(new Request(path, { cache: 'reload' }))));
}

/** Earlier builds go once no page of theirs is open. */
export async function dropEarlier(): Promise<void> {
  for (const name of await caches.keys()) if (isOurs(name) && name !== cacheName) await caches.delete(name);
}

export const isOfProgram = (path: string): boolean => path.startsWith('/assets/') || unhashed.includes(path);

/** Files named by their content come from here when they are here; the others when the server is not reached. */
export async function programFile(request: Request): Promise<Response> {
  const kept = () => caches.match(request, { ignoreVary: true, ignoreSearch: true });
  if (new URL(request.url).pathname.startsWith('/assets/')) return (await kept()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (cause) {
    return (await kept()) ?? Promise.reject(cause);
  }
}

/** A page that is gone to: the server's, and without a line the one kept here. Outside of the courses there is nothing to show, so that one is led to them. */
export async function programPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    const kept = await caches.match(page, { ignoreVary: true });
    if (!kept) throw cause;
    return new URL(request.url).pathname.startsWith('/learning/') ? kept : Response.redirect(page);
  }
}
