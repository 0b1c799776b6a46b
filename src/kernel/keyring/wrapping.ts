import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyringError } from './keyring.js';

const nonceLength = 12;
const tagLength = 16;

/** A data key under a party's key: AES-256-GCM, nonce ‖ tag ‖ text, bound to its context. Both keys have 32 octets. */
export function wrapKey(key: Buffer, dataKey: Buffer, context: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** @throws KeyringError 'tampered' when a bit, the key or the context is another */
export function unwrapKey(key: Buffer, wrapped: Buffer, context: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, nonceLength)).setAAD(Buffer.from(context)).setAuthTag(wrapped.subarray(nonceLength, nonceLength + tagLength));
    return Buffer.concat([decipher.update(wrapped.subarray(nonceLength + tagLength)), decipher.final()]);
  } catch (cause) {
    throw new KeyringError('tampered', { cause });
  }
}
