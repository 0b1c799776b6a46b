import { call } from '../../../api/client';
import { sendOutbox } from '../../../api/offline';
import { asProblem } from '../../../api/problem';
import { leave, store } from './kept';
import { mayKeep } from './program';
import { synchronise } from './sync';

/** What was done here and the server does not have. */
export interface Unsent { answers: number; places: number; all: number }

/** Whether this browser keeps anything of courses: the worker is there from the first on. */
export const keepsSomething = async (): Promise<boolean> => mayKeep() && (await navigator.serviceWorker.getRegistration('/')) !== undefined;

export async function unsent(): Promise<Unsent> {
  const all = await (await store()).getAll('outbox');
  const answers = all.filter(({ kind }) => kind === 'answer').length;
  // A lesson somebody went through is one place, however often it was noted.
  const places = new Set(all.filter(({ kind }) => kind === 'place').map(({ enrolment, lesson }) => `${enrolment} ${lesson}`)).size;
  return { answers, places, all: all.length };
}

/** What somebody who signs out is asked: nothing while all goes well. */
export type Asks = 'sending' | 'unreached' | (Unsent & { isReached: boolean });

/** Sends what waits and signs out; asks where something would be lost, or where the session could not be ended. Goes no further once they stay. */
export async function wayOut(user: string, ask: (asks: Asks) => void, stays: AbortSignal): Promise<void> {
  const keeps = await keepsSomething();
  if (keeps && (await unsent()).all > 0) {
    ask('sending');
    await synchronise(sendOutbox, user).catch(() => undefined); // what is not taken now still waits
    if (stays.aborted) return;
    const left = await unsent();
    if (left.all > 0) return ask({ ...left, isReached: navigator.onLine });
  }
  if (!(await endSession())) ask(keeps ? { answers: 0, places: 0, all: 0, isReached: false } : 'unreached');
}

/** Ends the session and leaves for the sign-in page. @returns false when the server was not reached */
async function endSession(): Promise<boolean> {
  try {
    await call('/session', { method: 'DELETE' });
  } catch (error) {
    const { status } = asProblem(error);
    if (status === 0 || status >= 500) return false;
  }
  sessionStorage.clear(); // what was typed and not kept is theirs alone, also in a browser that does not heed Clear-Site-Data
  location.assign('/sign-in');
  return true;
}

/** Signs out although something is lost by it. Without a line the session ends at the first contact, before any page hears who is signed in. */
export async function leaveWithout(user: string): Promise<void> {
  await leave(user);
  if (await endSession()) return;
  sessionStorage.clear();
  location.assign('/');
}
