import { createCipheriv, createECDH, createHash, createHmac, createPrivateKey, hkdfSync, type KeyObject, sign } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';

/** What is right of a question for practice, as it lies in a copy: not to be read at a glance, and no secret from whoever holds the copy. */
export interface Veiled {
  salt: string;
  value: string;
}

/** Order of the group of P-256 (FIPS 186-5), less one. */
const most = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550n;

/**
 * Signs what is kept on devices: ECDSA over P-256 with SHA-256 (FIPS 186-5), in the form of IEEE P1363, which every browser served here checks; Ed25519 is
 * not in the older ones. The key is drawn from the secret that seals markings, so that all nodes have the same.
 */
@Injectable()
export class CopySeal {
  private readonly key: KeyObject;
  private readonly veil: Buffer;
  /** X.509 SubjectPublicKeyInfo is for certificates; browsers take the point itself: 65 octets, base64url. */
  readonly publicKey: string;

  constructor(@Inject(Settings) settings: Settings) {
    const drawn = (use: string, length: number) => Buffer.from(hkdfSync('sha256', settings.markingSecret, '', `focalpoint/offline-copies/${use}/1`, length));
    const scalar = (BigInt(`0x${drawn('signature', 48).toString('hex')}`) % most) + 1n;
    const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(d);
    const point = pair.getPublicKey();
    this.publicKey = point.toString('base64url');
    this.key = createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } });
    this.veil = drawn('veil', 32);
  }

  sign(text: string): string {
    return sign('sha256', Buffer.from(text), { key: this.key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }

  /**
   * Lays a veil over an answer key: AES-256-GCM under the hash of a salt that lies beside it. The salt is the enrolment's own, and another one once the
   * key changes; the same input gives the same octets, so that a copy broken off can be gone on with.
   */
  veiled(enrolmentId: string, code: string, answerKey: object): Veiled {
    const text = JSON.stringify(answerKey);
    const salt = createHmac('sha256', this.veil).update(JSON.stringify([enrolmentId, code, text])).digest('base64url');
    const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update(salt).digest(), Buffer.alloc(12));
    return { salt, value: Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url') };
  }
}
