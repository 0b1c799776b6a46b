import type { OutboxAnswer, OutboxEvent } from '../../../api/offline';
import { device, ownerHere, removeCopy, store, type Waiting } from './kept';
import { signedIn } from './check';

const atOnce = 100;
/** How it is sent: by a page, or by the worker behind it. Rejects with a `problem` (RFC 9457), of status 0 when the server was not reached. */
type Post = (enrolment: string, device: string, events: OutboxEvent[]) => Promise<OutboxAnswer>;
let running: Promise<boolean> | undefined;

/**
 * Sends what waits, in the order it was done. What the server has, whatever it made of it, is no more sent; what it refused is told. Only one runs
 * at a time in all tabs where the browser knows locks; two would do no harm. What another person did is never sent as if `user` had done it.
 * @returns whether anything was sent
 */
export function synchronise(post: Post, user?: string): Promise<boolean> {
  const work = async () => (user === undefined || [user, undefined].includes(await ownerHere())) && sendAll(post);
  running ??= (navigator.locks ? navigator.locks.request('focalpoint-outbox', work) : work()).finally(() => { running = undefined; });
  return running;
}

async function sendAll(post: Post): Promise<boolean> {
  const db = await store();
  const byEnrolment = grouped(await db.getAll('outbox'));
  let sent = false;
  for (const [enrolment, events] of byEnrolment) {
    const ordered = [...events].sort((a, b) => a.seq - b.seq);
    for (let from = 0; from < ordered.length; from += atOnce) {
      const outcome = await send(post, enrolment, ordered.slice(from, from + atOnce));
      if (outcome === 'later') return sent;
      sent = true;
      if (outcome === 'closed') break;
    }
  }
  return sent;
}

async function send(post: Post, enrolment: string, events: Waiting[]): Promise<'sent' | 'closed' | 'later'> {
  const db = await store();
  try {
    const { results } = await post(enrolment, await device(), events.map(({ enrolment: _of, ...event }) => event));
    for (const { id } of results) await db.delete('outbox', id);
    const refused = results.filter(({ outcome }) => outcome === 'refused');
    if (refused.length > 0) await tell(enrolment, 'refused', refused.length, refused.map(({ reason }) => reason ?? ''));
    return 'sent';
  } catch (error) {
    const { status = 0, detail } = (error as { problem?: { status?: number; detail?: string } }).problem ?? {};
    // The course is not open any more: neither is what is kept of it.
    if (status === 404 || status === 409) {
      await tell(enrolment, 'closed', events.length, detail && status === 409 ? [detail] : []);
      await removeCopy(enrolment);
      for (const { id } of await db.getAllFromIndex('outbox', 'enrolment', enrolment)) await db.delete('outbox', id);
      return 'closed';
    }
    // What cannot be read will not be readable later: told, and not sent for ever.
    if (status === 400) {
      await tell(enrolment, 'refused', events.length, detail ? [detail] : []);
      for (const { id } of events) await db.delete('outbox', id);
      return 'sent';
    }
    return 'later';
  }
}

async function tell(enrolment: string, kind: 'refused' | 'closed', count: number, reasons: string[]): Promise<void> {
  const db = await store();
  const copy = await db.get('copies', enrolment);
  const title = copy ? ((await signedIn(copy).catch(() => null))?.course.code ?? '') : '';
  const before = await db.get('notices', enrolment);
  await db.put('notices', { id: enrolment, kind, title, count: count + (before?.kind === kind ? before.count : 0), reasons: [...new Set([...(before?.reasons ?? []), ...reasons])].filter(Boolean) });
}

function grouped(events: Waiting[]): Map<string, Waiting[]> {
  const found = new Map<string, Waiting[]>();
  for (const event of events) found.set(event.enrolment, [...(found.get(event.enrolment) ?? []), event]);
  return found;
}
