import type { Session } from '../src/api/model';
import type { Study } from '../src/api/learning';
import type { OfflinePermission, OutboxAnswer, OutboxEvent } from '../src/api/offline';
import { signedIn } from '../src/features/learning/offline/check';
import { removeAll, removeCopy, store, type KeptCopy, type Notice } from '../src/features/learning/offline/kept';
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

/** On each contact: another person finds nothing, and a course that is not open any more goes. A visitor may be its owner before signing in. */
async function met(session: Session): Promise<void> {
  if (!session.signedIn) return;
  const copies = await (await store()).getAll('copies');
  for (const copy of copies) {
    const manifest = await signedIn(copy).catch(() => null);
    if (manifest && manifest.owner.id !== session.user.id) return removeAll();
    await check(copy);
  }
  await sendWaiting(session.csrf);
}

/** Sends what waits, with the token of a session. */
export const sendWaiting = (csrf: string): Promise<boolean> => synchronise(postedWith(csrf));

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
