import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const format = 1;
const [idLength, nonceLength, tagLength] = [16, 12, 16];

/** The id of the key that sealed this, or null when it is no envelope: then nothing opens it. */
export function keyIdOf(sealed: Buffer): string | null {
  if (sealed[0] !== format || sealed.length <= 1 + idLength + nonceLength + tagLength) return null;
  return sealed.toString('hex', 1, 1 + idLength).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** format ‖ id of the key ‖ nonce ‖ tag ‖ text: AES-256-GCM under a nonce of chance, bound to the place it lies at. */
export function seal(key: Buffer, keyId: string, place: string, clear: Buffer): Buffer {
  const head = Buffer.concat([Buffer.of(format), Buffer.from(keyId.replaceAll('-', ''), 'hex')]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(place)]));
  const text = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when a bit, the key or the place is another */
export function unseal(key: Buffer, place: string, sealed: Buffer): Buffer {
  const [head, nonce, tag, text] = [0, 1 + idLength, 1 + idLength + nonceLength, 1 + idLength + nonceLength + tagLength].map((from, index, all) => sealed.subarray(from, all[index + 1])) as [Buffer, Buffer, Buffer, Buffer];
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(place)])).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}
