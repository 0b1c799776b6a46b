import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Manifest, OutboxEvent, SignedCopy } from '../../../api/offline';

/** A copy as it lies here. It is opened by `openCopy` alone, which checks it. */
export interface KeptCopy extends SignedCopy {
  enrolment: string;
  /** Whether every piece has come. */
  isWhole: boolean;
}
export interface Waiting extends OutboxEvent { enrolment: string }
/** What has become of something kept here that its owner must hear of. */
export interface Notice { id: string; kind: 'refused' | 'closed' | 'altered' | 'another'; title: string; count: number; reasons: string[] }
/** Where the owner stands, as the server said last. Numbers and no content. */
export interface Standing { progress: number; state: string; lessons: Record<string, { step: number | null; done: boolean }> }

interface Kept extends DBSchema {
  copies: { key: string; value: KeptCopy };
  pieces: { key: string; value: { sha256: string; octets: ArrayBuffer } };
  outbox: { key: string; value: Waiting; indexes: { enrolment: string } };
  standings: { key: string; value: Standing };
  notices: { key: string; value: Notice };
  facts: { key: string; value: string | number };
}
export type Store = IDBPDatabase<Kept>;

let opened: Promise<Store> | undefined;

/** The store of this device. Sign-out empties it with everything else of ours (Clear-Site-Data); it opens anew then. */
export function store(): Promise<Store> {
  const forget = () => { opened = undefined; };
  opened ??= openDB<Kept>('focalpoint-offline', 1, {
    upgrade(db) {
      db.createObjectStore('copies', { keyPath: 'enrolment' });
      db.createObjectStore('pieces', { keyPath: 'sha256' });
      db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('enrolment', 'enrolment');
      db.createObjectStore('standings');
      db.createObjectStore('notices', { keyPath: 'id' });
      db.createObjectStore('facts');
    },
    blocking: (_now, _next, event) => { forget(); (event.target as IDBDatabase).close(); },
    terminated: forget,
  }).catch((cause: unknown) => { forget(); throw cause; });
  return opened;
}

/** UUIDv7 (RFC 9562, 5.7): sorts by when it was made. */
export function uuid7(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(octets.buffer);
  view.setUint32(0, Math.floor(Date.now() / 65_536));
  view.setUint16(4, Date.now() % 65_536);
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x70;
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80;
  return [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Keeps something that was done until the server has it. */
export async function keepWaiting(event: Omit<Waiting, 'id' | 'seq' | 'clientTime'>): Promise<number> {
  const db = await store();
  const work = db.transaction(['outbox', 'facts'], 'readwrite');
  const [outbox, facts] = [work.objectStore('outbox'), work.objectStore('facts')];
  const seq = Number((await facts.get('seq')) ?? 0) + 1;
  await facts.put(seq, 'seq');
  await outbox.put({ ...event, id: uuid7(), seq, clientTime: new Date().toISOString() });
  const waiting = await outbox.index('enrolment').count(event.enrolment);
  await work.done;
  return waiting;
}

/** Which device this is, to the server: drawn when it first keeps something. */
export async function device(): Promise<string> {
  const db = await store();
  const known = await db.get('facts', 'device');
  if (known) return String(known);
  const drawn = crypto.randomUUID();
  await db.put('facts', drawn, 'device');
  return drawn;
}

/** Takes a copy off this device, and the pieces no other one needs. */
export async function removeCopy(enrolment: string): Promise<void> {
  const db = await store();
  const work = db.transaction(['copies', 'pieces', 'standings'], 'readwrite');
  const copies = work.objectStore('copies');
  await copies.delete(enrolment);
  await work.objectStore('standings').delete(enrolment);
  const needed = new Set((await copies.getAll()).flatMap(namedIn));
  const pieces = work.objectStore('pieces');
  for (const key of await pieces.getAllKeys()) if (!needed.has(key)) await pieces.delete(key);
  await work.done;
}

/** What a copy that has ended held goes; that it was there stays, so that its owner is told. */
export async function emptyCopy(copy: KeptCopy): Promise<void> {
  const db = await store();
  await removeCopy(copy.enrolment);
  await db.put('copies', { ...copy, isWhole: false });
}

/** Everything: for whoever is somebody else. */
export async function removeAll(): Promise<void> {
  const db = await store();
  const all = ['copies', 'pieces', 'outbox', 'standings', 'notices', 'facts'] as const;
  const work = db.transaction(all, 'readwrite');
  await Promise.all(all.map((name) => work.objectStore(name).clear()));
  await work.done;
}

/** Somebody leaves without a line: nothing of theirs stays but that their session is to end. */
export async function leave(user: string): Promise<void> {
  const leaves = user || (await ownerHere()); // a copy that was altered does not say whose it is
  await removeAll();
  if (leaves) await (await store()).put('facts', leaves, 'leaving');
}

/** Whose what is kept here is; undefined where nothing says so. */
export async function ownerHere(): Promise<string | undefined> {
  const owner = await (await store()).get('facts', 'owner');
  return owner === undefined ? undefined : String(owner);
}

function namedIn({ manifest }: KeptCopy): string[] {
  try {
    return (JSON.parse(manifest) as Manifest).pieces.map(({ sha256 }) => sha256);
  } catch {
    return []; // altered: it opens no more, and holds nothing back
  }
}
