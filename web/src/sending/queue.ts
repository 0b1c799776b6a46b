import type { Wish } from './target';

/** What the browser remembers of a file on its way, so that it goes on after a reload. Never its content. */
export interface Kept {
  /** Also the key under which the server knows it as the same upload. */
  id: string;
  /** Under which delegation it was begun; others of the same browser are shown none of it. */
  delegation: string;
  /** What it is sent to: 'document/<id>'. */
  target: string;
  name: string;
  size: number;
  lastModified: number;
  wish: Wish;
  /** Where the rest goes; null before the server has said so. */
  address: string | null;
  /** Of size and ends of the file; null until it was looked at. */
  fingerprint: string | null;
  keptAt: number;
}

const store = 'files';
/** As long as the server keeps what came. */
const mostAge = 7 * 86_400_000;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('focalpoint-uploads', 1);
    request.addEventListener('upgradeneeded', () => { request.result.createObjectStore(store, { keyPath: 'id' }); });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
  });
  return opened;
}

async function ask<Answer>(mode: IDBTransactionMode, what: (files: IDBObjectStore) => IDBRequest<Answer>): Promise<Answer> {
  const files = (await open()).transaction(store, mode).objectStore(store);
  return new Promise((resolve, reject) => {
    const request = what(files);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not done')));
  });
}

/** Where a browser keeps nothing, uploads work all the same until the page is left. */
const quietly = (work: Promise<unknown>): Promise<void> => work.then(() => undefined, () => undefined);

export const keep = (file: Kept): Promise<void> => quietly(ask('readwrite', (files) => files.put(file)));
export const forget = (id: string): Promise<void> => quietly(ask('readwrite', (files) => files.delete(id)));

/** Those begun under a delegation for a target, oldest first, and by name where they were chosen together. What is too old is forgotten. */
export async function keptFor(target: string, delegation: string, now = Date.now()): Promise<Kept[]> {
  const all = await ask<Kept[]>('readonly', (files) => files.getAll()).catch(() => []);
  for (const { id } of all.filter(({ keptAt }) => now - keptAt > mostAge)) void forget(id);
  return all.filter((one) => one.target === target && one.delegation === delegation && now - one.keptAt <= mostAge).sort((a, b) => a.keptAt - b.keptAt || (a.name < b.name ? -1 : 1));
}
