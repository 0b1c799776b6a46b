import type { CarriedLesson, Manifest } from '../src/api/offline';
import { CopyRefused, openCopy, pieceOf, type Fault } from '../src/features/learning/offline/check';
import { emptyCopy, store, type KeptCopy, type Waiting } from '../src/features/learning/offline/kept';

const said = { altered: 'This copy was altered on the device, so it is not opened. Save the course again when the line is back.', expired: 'This copy has ended. Save the course again when the line is back.', clock: 'The clock of this device stands in the past, so the copy is not opened. Set it right.' };

/** A problem as the server would tell it (RFC 9457). */
export const problem = (status: number, type: string, detail: string): Response =>
  new Response(JSON.stringify({ type: `/problems/${type}`, title: 'On this device', status, detail }), { status, headers: { 'Content-Type': 'application/problem+json' } });
export const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
export const refusal = (fault: Fault): Response => problem(409, `offline-${fault}`, said[fault]);

/** The copy of an enrolment, checked; null when none is kept or its pieces have not all come. @throws CopyRefused */
export async function copyOf(enrolment: string): Promise<Manifest | null> {
  const copy = await (await store()).get('copies', enrolment);
  return copy ? opened(copy) : null;
}

async function opened(copy: KeptCopy): Promise<Manifest | null> {
  try {
    const manifest = await openCopy(copy);
    return copy.isWhole ? manifest : null;
  } catch (error) {
    if (error instanceof CopyRefused && error.fault === 'expired' && copy.isWhole) await emptyCopy(copy);
    throw error;
  }
}

/** All that open. */
export async function openCopies(): Promise<Manifest[]> {
  const all = await Promise.all((await (await store()).getAll('copies')).map((copy) => opened(copy).catch((error: unknown) => (error instanceof CopyRefused ? null : Promise.reject(error)))));
  return all.filter((manifest) => manifest !== null);
}

/** A lesson of a copy; null when the copy has not got it. @throws CopyRefused */
export async function carried(manifest: Manifest, code: string): Promise<CarriedLesson | null> {
  const path = manifest.pieces.find((piece) => piece.kind === 'lesson' && piece.path.split('?')[0] === `/enrolments/${manifest.enrolment}/offline-lessons/${code}`)?.path;
  const octets = path && (await pieceOf(manifest, path));
  return octets ? (JSON.parse(new TextDecoder().decode(octets)) as CarriedLesson) : null;
}

export interface Place { step: number | null; done: boolean }

/** Where somebody is, lesson by lesson: as the server said last, and what was done here since. */
export async function places(enrolment: string): Promise<Map<string, Place>> {
  const db = await store();
  const known = new Map<string, Place>(Object.entries((await db.get('standings', enrolment))?.lessons ?? {}));
  for (const { lesson, step, done } of await waitingOf(enrolment, 'place')) known.set(lesson, { step: step ?? null, done: Boolean(done) || Boolean(known.get(lesson)?.done) });
  return known;
}

/** What waits to be sent, in the order it was done. */
export async function waitingOf(enrolment: string, kind?: Waiting['kind']): Promise<Waiting[]> {
  const all = await (await store()).getAllFromIndex('outbox', 'enrolment', enrolment);
  return all.filter((one) => kind === undefined || one.kind === kind).sort((a, b) => a.seq - b.seq);
}
