import pg from 'pg';
import { isAway } from '../database/index.js';

type Call = (...given: unknown[]) => unknown;

/** The queue tries again, for as long as it takes, what fails by this code. */
const tryAgain = 'ETIMEDOUT';

/**
 * Says of a database that went away that it may be tried again. graphile-worker 0.18 waits for nobody when it notes that a job is done: a connection
 * that breaks or is not to be had at that moment would end the whole process, unless it fails by one of the few codes it tries again for.
 */
export class PatientPool extends pg.Pool {
  constructor(options: Omit<pg.PoolConfig, 'Client'>) {
    super({ ...options, Client: PatientClient });
  }

  /** Fails like the pool, with the code to try again where no connection was to be had. Once the pool has ended nobody is answered any more: what was not noted by then, another worker finds and does again. */
  override connect = ((callback?: (error?: unknown, client?: pg.PoolClient, done?: unknown) => void) => {
    if (callback) return (super.connect as Call)((error?: unknown, client?: pg.PoolClient, done?: unknown) => callback(error && patient(error), client, done));
    if (this.ending) return new Promise(() => undefined);
    return super.connect().catch((error: unknown) => Promise.reject(patient(error)));
  }) as pg.Pool['connect'];
}

class PatientClient extends pg.Client {
  override query = ((...given: unknown[]) => {
    const asked = (super.query as Call)(...given);
    return asked instanceof Promise ? asked.catch((error: unknown) => Promise.reject(patient(error))) : asked;
  }) as pg.Client['query'];
}

/** Anew, as an error of our own: what the operating system tells carries a code of its own, and is not everywhere known for an error by the queue. */
export const patient = (error: unknown): unknown => (isAway(error) ? Object.assign(new Error((error as Error).message, { cause: error }), { code: tryAgain }) : error);
