/** A commit as it waits on the device until the portal has it. */
export interface Entry {
  /** The learner of this course, by the id the package knows. */
  run: string;
  launch: string;
  token: string;
  seq: number;
  body: string;
}

const open = (): Promise<IDBDatabase> => new Promise((resolve, reject) => {
  const asked = indexedDB.open('focalpoint-player', 1);
  asked.onupgradeneeded = () => void asked.result.createObjectStore('commits', { keyPath: ['launch', 'seq'] });
  asked.addEventListener('success', () => resolve(asked.result));
  asked.addEventListener('error', () => reject(asked.error ?? new Error('no storage')));
});

/** A browser whose storage does not answer keeps nothing, and holds nothing up. */
const patient = <T>(work: Promise<T>): Promise<T | undefined> => Promise.race([work.catch(() => undefined), new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 3_000))]);

const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.addEventListener('success', () => resolve(request.result));
  request.addEventListener('error', () => reject(request.error ?? new Error('no storage')));
});

/**
 * What was said by a course and has not reached the portal, kept by the browser: a line that is cut, or a battery that ends, takes nothing with it.
 * Where a browser keeps nothing, the course runs all the same.
 */
export class Journal {
  private readonly store = patient(open());

  async keep(entry: Entry): Promise<void> {
    await this.with('readwrite', (commits) => commits.put(entry));
  }

  async drop({ launch, seq }: Pick<Entry, 'launch' | 'seq'>): Promise<void> {
    await this.with('readwrite', (commits) => commits.delete([launch, seq]));
  }

  /** What earlier launches of this course left behind, in its order. */
  async left(run: string, launch: string): Promise<Entry[]> {
    const all = (await this.with<Entry[]>('readonly', (commits) => commits.getAll())) ?? [];
    return all.filter((one) => one.run === run && one.launch !== launch);
  }

  private async with<T>(mode: IDBTransactionMode, work: (commits: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
    const database = await this.store;
    if (!database) return undefined;
    return patient(done(work(database.transaction('commits', mode).objectStore('commits')) as IDBRequest<T>));
  }
}
