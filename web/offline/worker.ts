import { answeringOf, specimenPicture } from './answers';
import { removeAll } from '../src/features/learning/offline/kept';
import { admit, heard, sendWaiting } from './contact';
import { scope, type FetchEvent } from './platform';
import { dropEarlier, isOfProgram, keepProgram, programFile, programPage } from './program';

// There only once somebody keeps a course: the program of the player, and answers from signed copies when the server is not reached.
// Whatever is not named here never passes through it.

/** Paths that the server answers itself, also to somebody who goes to them. */
const served = /^\/(api|sign-in|livez|readyz)(\/|$)|\.\w+$/;

scope.addEventListener('install', (event) => event.waitUntil(keepProgram()));
scope.addEventListener('activate', (event) => event.waitUntil(Promise.all([dropEarlier(), scope.clients.claim()])));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== scope.location.origin) return;
  if (request.mode === 'navigate') {
    if (request.method === 'GET' && !served.test(pathname)) event.respondWith(programPage(request));
  } else if (request.method === 'GET' && isOfProgram(pathname)) event.respondWith(programFile(request));
  else if (request.method === 'DELETE' && pathname === '/api/v1/session') event.respondWith(signedOut(request));
  else if (answeringOf(request)) event.respondWith(answered(event, pathname));
});

/** Before somebody signs out, what waits is sent; afterwards nothing of theirs is here, also in a browser that does not heed Clear-Site-Data. */
async function signedOut(request: Request): Promise<Response> {
  await sendWaiting(request.headers.get('X-CSRF') ?? '').catch(() => undefined);
  const answer = await fetch(request);
  if (answer.ok) await removeAll();
  return answer;
}

/** The server's answer; where it is not reached, that of a copy. A picture that is kept here does not travel again. */
async function answered(event: FetchEvent, pathname: string): Promise<Response> {
  const { request } = event;
  const isPicture = /^\/api\/v1\/specimens\/[^/]+\/[^/]+$/.test(pathname);
  const kept = isPicture ? await specimenPicture(pathname.slice('/api/v1'.length)).catch(() => null) : null;
  if (kept) return kept;
  const spare = request.clone();
  const isOwn = pathname === '/api/v1/mrz-exercises/answers' ? await answeringOf(request)?.(request.clone()) : null;
  if (isOwn) return isOwn;
  try {
    let answer = await fetch(request);
    // What is kept may be another person's: that is settled before the page goes on.
    if (pathname === '/api/v1/session' && request.method === 'GET' && (await admit(answer.clone()))) answer = await fetch(spare.clone());
    // A proxy whose portal is away says so; what is here is better than that.
    if (request.method === 'GET' && [502, 503, 504].includes(answer.status)) return (await answeringOf(spare)?.(spare)) ?? answer;
    if (request.method === 'GET') event.waitUntil(heard(pathname, answer.clone()));
    return answer;
  } catch (cause) {
    return (await answeringOf(spare)?.(spare)) ?? Promise.reject(cause);
  }
}
