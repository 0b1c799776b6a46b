import { setTimeout as sleep } from 'node:timers/promises';

const patience = 60_000;

/**
 * Waits until something holds that nothing tells of. How long it took is no matter: machines are slow at times.
 * @param what for the error, after a minute
 * @returns what was found
 */
export async function until<Found>(what: string, look: () => Promise<Found> | Found): Promise<NonNullable<Found>> {
  for (const ends = Date.now() + patience; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > ends) throw new Error(`not so after a minute: ${what}`);
    await sleep(25);
  }
}
