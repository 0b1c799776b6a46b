import type { Session } from '../src/api/model';
import type { Study } from '../src/api/learning';
import type { OfflinePermission, OutboxAnswer, OutboxEvent } from '../src/api/offline';
import { signedIn } from '../src/features/learning/offline/check';
import { ownerHere, removeAll, removeCopy, store, type KeptCopy, type Notice } from '../src/features/learning/offline/kept';
import { synchronise } from '../src/features/learning/offline/sync';
import { waitingOf } from './copies';

/** What an answer of the server means for what is kept here. Reads a clone; the page has the answer already. */
export async function heard(path: string, answer: Response): Promise<void> {
  const db = await store();
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (date) await db.put('facts', date, 'seen');
  if (path === '/api/v1/session' && answer.ok) return met((await answer.json()) as Session);
  const id = /^\/api\/v1\/enrolments\/([0-9a-f-]{36})$/.exec(path)?.[1];
  if (!id || !answer.ok || !(await db.get('copies', id))) return;
  const study = (await answer.json()) as Study;
  if (!study.course || !study.allows.includes('study')) return closed(id);
  await db.put('standings', { progress: study.progress, state: study.state, lessons: Object.fromEntries(study.outline.flatMap(({ lessons }) => lessons.map(({ code, step, done }) => [code, { step, done }]))) }, id);
}

/**
 * Before a page hears who is signed in: a session that somebody left without a line ends, and another person finds nothing of the one before.
 * A visitor may be its owner before signing in. @returns whether the answer is not true any more
 */
export async function admit(answer: Response): Promise<boolean> {
  const session = answer.ok ? ((await answer.json()) as Session) : null;
  if (!session?.signedIn) return false;
  const db = await store();
  const leaves = await db.get('facts', 'leaving');
  if (leaves === session.user.id) {
    const ended = await fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-CSRF': session.csrf } });
    if (!ended.ok) throw new TypeError('the session that was left has not ended');
    await removeAll();
    return true;
  }
  if (leaves !== undefined) await db.delete('facts', 'leaving');
  const owners = await ownersOf();
  if (owners.some((owner) => owner !== session.user.id)) {
    const lost = await db.count('outbox');
    await removeAll();
    await db.put('notices', { id: 'another', kind: 'another', title: '', count: lost, reasons: [] });
  }
  return false;
}

async function ownersOf(): Promise<string[]> {
  const manifests = await Promise.all((await (await store()).getAll('copies')).map((copy) => signedIn(copy).catch(() => null)));
  return [await ownerHere(), ...manifests.map((manifest) => manifest?.owner.id)].filter((owner) => owner !== undefined);
}

/** On each contact: a course that is not open any more goes, and what waits is sent. */
async function met(session: Session): Promise<void> {
  if (!session.signedIn) return;
  for (const copy of await (await store()).getAll('copies')) await check(copy);
  await sendWaiting(session.csrf, session.user.id);
}

/** Sends what waits, with the token of a session. */
export const sendWaiting = (csrf: string, user?: string): Promise<boolean> => synchronise(postedWith(csrf), user);

/** Sends with the token of the session that was just heard: whatever page of the portal is opened first, what waits goes. */
const postedWith = (csrf: string) => async (enrolment: string, device: string, events: OutboxEvent[]): Promise<OutboxAnswer> => {
  const unreached = { problem: { status: 0 } };
  const answer = await fetch(`/api/v1/enrolments/${enrolment}/offline-events`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF': csrf }, body: JSON.stringify({ device, sentAt: new Date().toISOString(), events }),
  }).catch(() => Promise.reject(unreached));
  if (!answer.ok) return Promise.reject({ problem: (await answer.json().catch(() => ({ status: answer.status }))) as object });
  return (await answer.json()) as OutboxAnswer;
};

async function check({ enrolment, publicKey }: KeptCopy): Promise<void> {
  const answer = await fetch(`/api/v1/enrolments/${enrolment}/offline-permission`).catch(() => null);
  if (!answer) return;
  if (answer.status === 404 || answer.status === 409) return closed(enrolment);
  if (!answer.ok) return;
  const permission = (await answer.json()) as OfflinePermission;
  if (!permission.may) await closed(enrolment, permission.because);
  else if (permission.publicKey !== publicKey) await closed(enrolment, '', 'altered');
}

/** The course is taken off the device, with what waited for it; the owner is told. */
async function closed(enrolment: string, because = '', kind: Notice['kind'] = 'closed'): Promise<void> {
  const db = await store();
  const copy = await db.get('copies', enrolment);
  const title = copy ? ((await signedIn(copy).catch(() => null))?.course.code ?? '') : '';
  const waiting = kind === 'closed' ? await waitingOf(enrolment) : [];
  await removeCopy(enrolment);
  for (const { id } of waiting) await db.delete('outbox', id);
  await db.put('notices', { id: enrolment, kind, title, count: waiting.length, reasons: because ? [because] : [] });
}
