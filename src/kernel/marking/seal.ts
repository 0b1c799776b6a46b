import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Binds what a marking says to what it marks (SR-43): whoever changes either in the tables, without the secret, cannot make the seal fit again.
 * @param values in an order of their own; strings, numbers, null and lists of these
 * @returns HMAC-SHA-256 as base64url
 */
export const sealOver = (secret: string, values: readonly unknown[]): string => createHmac('sha256', secret).update(JSON.stringify(values)).digest('base64url');

/** Whether `kept` is the seal over these values; compared in constant time. */
export function sealHolds(secret: string, values: readonly unknown[], kept: string | null): boolean {
  const [was, is] = [Buffer.from(kept ?? ''), Buffer.from(sealOver(secret, values))];
  return was.length === is.length && timingSafeEqual(was, is);
}
