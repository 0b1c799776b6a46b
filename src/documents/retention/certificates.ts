import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';

/** A statement with its signature, as it is given out and as it comes back to be checked. */
export interface Signed {
  certificate: Record<string, unknown>;
  signature: {
    algorithm: 'Ed25519';
    /** SPKI in DER, base64. */
    publicKey: string;
    /** Over the certificate as canonical JSON (RFC 8785), base64. */
    value: string;
  };
}

/** PKCS #8 of an Ed25519 key (RFC 8410) up to its 32 octets. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs certificates of disposal (Ed25519, RFC 8032), so that whoever holds one can show it years later to somebody who has only the public key. The
 * key is drawn from the secret that seals markings; a certificate names the public key it was signed with, and the portal knows those it used.
 */
@Injectable()
export class Certificates {
  private readonly key: KeyObject;
  private readonly publicKey: string;

  constructor(@Inject(Settings) settings: Settings) {
    const seed = Buffer.from(hkdfSync('sha256', settings.markingSecret, '', 'focalpoint/disposal-certificates/1', 32));
    this.key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.key).export({ format: 'der', type: 'spki' }).toString('base64');
  }

  sign(certificate: Record<string, unknown>): Signed {
    return { certificate, signature: { algorithm: 'Ed25519', publicKey: this.publicKey, value: sign(null, Buffer.from(canonical(certificate)), this.key).toString('base64') } };
  }

  /** Whether it was signed with the key it names and not changed since. Whose key that is, the caller judges. */
  isIntact({ certificate, signature }: Signed): boolean {
    try {
      const key = createPublicKey({ key: Buffer.from(signature.publicKey, 'base64'), format: 'der', type: 'spki' });
      return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(canonical(certificate)), key, Buffer.from(signature.value, 'base64'));
    } catch {
      return false;
    }
  }

  /** Short name of a public key, for people: the first 16 hex digits of its SHA-256. */
  static fingerprint(publicKey: string): string {
    return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
  }
}

/** JSON in one form only (RFC 8785; our numbers are whole): the same statement is always the same octets. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
