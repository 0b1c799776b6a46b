import type { Manifest } from '../../../api/offline';
import { store, type KeptCopy } from './kept';

export type Fault = 'altered' | 'expired' | 'clock';

/** A copy that is there and is not opened. */
export class CopyRefused extends Error {
  constructor(readonly fault: Fault) { super(`this copy is refused: ${fault}`); }
}

const bytesOf = (base64url: string) => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** How far a clock may go back before it is taken for wrong. */
const slack = 2 * 3_600_000;

/**
 * Checks a copy each time something is taken out of it: who signed it, until when it holds, and that this device's clock does not stand before
 * what it has seen already. @throws CopyRefused
 */
export async function openCopy(copy: KeptCopy, now = Date.now()): Promise<Manifest> {
  const manifest = await signedIn(copy);
  const db = await store();
  const seen = Number((await db.get('facts', 'seen')) ?? 0);
  if (now < Math.max(seen, Date.parse(manifest.issuedAt)) - slack) throw new CopyRefused('clock');
  if (now > seen + 60_000) await db.put('facts', now, 'seen');
  if (now >= Date.parse(manifest.expiresAt)) throw new CopyRefused('expired');
  return manifest;
}

/** What was signed, whatever the time. @throws CopyRefused */
export async function signedIn({ manifest: text, signature, publicKey, enrolment }: KeptCopy): Promise<Manifest> {
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const isSigned = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(signature), new TextEncoder().encode(text));
    const manifest = JSON.parse(text) as Manifest;
    if (isSigned && manifest.version === 1 && manifest.enrolment === enrolment) return manifest;
  } catch {
    // Not even of the shape of one.
  }
  throw new CopyRefused('altered');
}

/** The octets of a piece; null when the copy does not hold it. @throws CopyRefused when they are not those that were signed */
export async function pieceOf(manifest: Manifest, path: string): Promise<ArrayBuffer | null> {
  const named = manifest.pieces.find((piece) => piece.path === path);
  const found = named && (await (await store()).get('pieces', named.sha256));
  if (!found) return null;
  if ((await hashOf(found.octets)) !== named.sha256) throw new CopyRefused('altered');
  return found.octets;
}

/** SHA-256, base64url. */
export async function hashOf(octets: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
  return btoa(String.fromCharCode(...hash)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Takes the veil off what is right of a question. */
export async function unveiled({ salt, value }: { salt: string; value: string }): Promise<unknown> {
  const secret = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(salt));
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, bytesOf(value))));
}
