import { base } from '../../../api/client';
import { makeCopy, type Manifest, type Piece } from '../../../api/offline';
import { ProblemError } from '../../../api/problem';
import { hashOf, openCopy } from './check';
import { store, type KeptCopy } from './kept';
import { keepProgram } from './program';

/** The device has no room for the rest of it. */
export class NoRoom extends Error {
  constructor(readonly needed: number, readonly free: number | null) { super('no room on this device'); }
}

export interface SaveWishes { enrolment: string; language?: string; parts: number[] }
type Heard = (kept: number, bytes: number) => void;

/** Pieces that travel at the same time: few, so that a slow line finishes some. */
const atOnce = 3;

/**
 * Keeps a course here, piece by piece. Broken off, by whoever asked or by the line, it goes on with what is missing the next time; each piece is
 * checked before it is kept. @throws NoRoom, ProblemError, or what `signal` was aborted with
 */
export async function save(wishes: SaveWishes, signal: AbortSignal, onKept: Heard): Promise<void> {
  await keepProgram(signal);
  await navigator.storage?.persist?.();
  for (let turn = 0; ; turn++) {
    const { copy, manifest } = (turn === 0 && (await begun(wishes))) || (await asked(wishes, signal));
    const isWhole = await fetchMissing(manifest, signal, onKept);
    if (isWhole) {
      await room(store().then((db) => db.put('copies', { ...copy, isWhole })), 0);
      return;
    }
    // A piece is another one by now: the course was changed, and a new list says what it is.
    if (turn === 1) throw new ProblemError({ type: '/problems/offline-changing', title: 'The course is being changed', status: 409, detail: 'The course is being changed at this moment. Try again in a while.' });
  }
}

/** A list that was begun and says the same. */
async function begun({ enrolment, language, parts }: SaveWishes): Promise<{ copy: KeptCopy; manifest: Manifest } | null> {
  const copy = await (await store()).get('copies', enrolment);
  if (!copy || copy.isWhole) return null;
  const manifest = await openCopy(copy).catch(() => null);
  const isSame = manifest && (language === undefined || manifest.language === language) && [...manifest.parts].sort().join() === [...parts].sort().join();
  return isSame ? { copy, manifest } : null;
}

async function asked({ enrolment, language, parts }: SaveWishes, signal: AbortSignal): Promise<{ copy: KeptCopy; manifest: Manifest }> {
  const signed = await makeCopy(enrolment, { language, parts }, signal);
  const copy: KeptCopy = { enrolment, ...signed, isWhole: false };
  const db = await store();
  await db.put('facts', Date.now(), 'seen');
  await room(db.put('copies', copy), signed.manifest.length);
  const manifest = await openCopy(copy, Date.parse((JSON.parse(signed.manifest) as Manifest).issuedAt));
  await db.put('facts', manifest.owner.id, 'owner');
  return { copy, manifest };
}

/** @returns false when a piece is not the one that was named */
async function fetchMissing({ pieces }: Manifest, signal: AbortSignal, onKept: Heard): Promise<boolean> {
  const db = await store();
  const known = new Set(await db.getAllKeys('pieces'));
  const all = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  const missing = pieces.filter(({ sha256 }) => !known.has(sha256));
  let kept = all - missing.reduce((sum, { bytes }) => sum + bytes, 0);
  onKept(kept, all);
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  const free = quota === undefined ? null : quota - (usage ?? 0);
  if (free !== null && free < all - kept) throw new NoRoom(all - kept, free);
  const waiting = missing.values();
  let isSame = true;
  const work = async () => {
    for (const piece of waiting) {
      if (!isSame) return;
      const octets = await fetchPiece(piece, signal);
      if ((await hashOf(octets)) !== piece.sha256) { isSame = false; return; }
      await room(db.put('pieces', { sha256: piece.sha256, octets }), all - kept);
      onKept((kept += piece.bytes), all);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return isSame;
}

async function fetchPiece({ path }: Piece, signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(`${base}${path}`, { signal });
    if (!answer.ok) throw new ProblemError({ ...((await answer.json().catch(() => ({}))) as object), type: 'about:blank', title: answer.statusText, status: answer.status });
    return await answer.arrayBuffer();
  } catch (cause) {
    if (signal.aborted || cause instanceof ProblemError) throw cause;
    throw new ProblemError({ type: 'about:blank', title: 'The server was not reached.', status: 0 }, { cause });
  }
}

async function room<Done>(work: Promise<Done>, needed: number): Promise<Done> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') throw new NoRoom(needed, null);
    throw cause;
  }
}
