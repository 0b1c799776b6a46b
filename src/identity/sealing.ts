import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Settings } from '../kernel/config/index.js';

const keyOf = (settings: Settings) => Buffer.from(hkdfSync('sha256', settings.credentialSecret, '', 'focalpoint: credentials', 32));

/**
 * Encrypts a credential for the database: AES-256-GCM under a key drawn from the operator's secret, bound to where it belongs.
 * @param context the purpose and the row ('code-generator:<user id>'): a value moved elsewhere does not open
 * @returns nonce, tag and text, base64url
 */
export function seal(settings: Settings, text: string, context: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(settings), nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** The text again. @throws Error when it was changed, moved, or sealed under another secret */
export function open(settings: Settings, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(settings), bytes.subarray(0, 12)).setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
