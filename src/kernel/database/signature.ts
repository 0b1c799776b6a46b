import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../access/index.js';

/** How long a signed actor is good for, in seconds. Longer than a statement may take, shorter than anything worth replaying. */
export const signatureLifetime = 30;
const renewAfter = 10_000;

/** The two pads of HMAC-SHA256 (RFC 2104), as the database keeps them. */
export function pads(secret: string): { inner: Buffer; outer: Buffer } {
  const raw = Buffer.from(secret, 'utf8');
  const key = Buffer.alloc(64);
  (raw.length > 64 ? createHash('sha256').update(raw).digest() : raw).copy(key);
  return { inner: Buffer.from(key.map((byte) => byte ^ 0x36)), outer: Buffer.from(key.map((byte) => byte ^ 0x5c)) };
}

/** Signs actors for the fence; a signature is kept with its actor and renewed every ten seconds. */
export class ActorSigner {
  private readonly inner: Buffer;
  private readonly outer: Buffer;
  private readonly signed = new WeakMap<Actor, { text: string; at: number }>();

  constructor(secret: string) {
    ({ inner: this.inner, outer: this.outer } = pads(secret));
  }

  /** `<mac>|<expiry>|<party>|<user>|<system>|<nonce>|<keys>`: see migration 0001. */
  sign(actor: Actor, now: number): string {
    const kept = this.signed.get(actor);
    if (kept && now - kept.at < renewAfter && now >= kept.at) return kept.text;
    const keys = actor.keys.join(',');
    if (/[|\s]/.test(keys + actor.party + (actor.system ?? ''))) throw new Error('an actor has a name that cannot be signed');
    const expiry = (now / 1000 + signatureLifetime).toFixed(3);
    const body = [expiry, actor.party, actor.userId, actor.system ?? '', randomBytes(9).toString('base64url'), keys].join('|');
    const within = createHash('sha256').update(this.inner).update(body, 'utf8').digest();
    const text = `${createHash('sha256').update(this.outer).update(within).digest('hex')}|${body}`;
    this.signed.set(actor, { text, at: now });
    return text;
  }
}
