import { removeCopy, store } from './kept';
import { dropProgram } from './program';

/** Takes a course off this device; with the last one the program that opens it, unless something still waits to be sent. */
export async function forget(enrolment: string): Promise<void> {
  await removeCopy(enrolment);
  const db = await store();
  if ((await db.count('copies')) === 0 && (await db.count('outbox')) === 0 && (await db.count('notices')) === 0) await dropProgram();
}

/** A notice was read. */
export async function heardOf(id: string): Promise<void> {
  await (await store()).delete('notices', id);
}
