import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Buffer) => bytes.toString('base64url');

// The few forms of CBOR (RFC 8949) an attestation without a statement is made of.
const head = (major: number, n: number) => (n < 24 ? Buffer.from([major << 5 | n]) : n < 256 ? Buffer.from([major << 5 | 24, n]) : Buffer.from([major << 5 | 25, n >> 8, n & 255]));
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const integer = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value));

interface Question {
  challengeId: string;
  options: { challenge: string };
}

/** What may be wrong with an answer. */
export interface Twist {
  origin?: string;
  rpId?: string;
  userVerified?: boolean;
  counter?: number;
  challenge?: string;
  type?: string;
  spoiled?: boolean;
}

/** An authenticator in software, for answers no browser would give. */
export class Authenticator {
  readonly id = base64url(randomBytes(16));
  private readonly key: { privateKey: KeyObject; publicKey: KeyObject };
  private count = 0;

  constructor(private readonly origin: string) {
    this.key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** The answer to a question that makes a passkey. */
  make({ challengeId, options }: Question, twist: Twist = {}) {
    const { x = '', y = '' } = this.key.publicKey.export({ format: 'jwk' });
    const cose = Buffer.concat([
      head(5, 5), integer(1), integer(2), integer(3), integer(-7), integer(-1), integer(1), integer(-2), bytes(Buffer.from(x, 'base64url')), integer(-3), bytes(Buffer.from(y, 'base64url')),
    ]);
    const id = Buffer.from(this.id, 'base64url');
    const data = Buffer.concat([this.data(twist, 0x40), Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
    const attestation = Buffer.concat([head(5, 3), text('fmt'), text('none'), text('attStmt'), head(5, 0), text('authData'), bytes(data)]);
    return { challengeId, name: 'Key', id: this.id, clientDataJSON: base64url(this.client('webauthn.create', options.challenge, twist)), attestationObject: base64url(attestation), transports: ['usb'] };
  }

  /** The answer to a question that asks for it. */
  answer({ challengeId, options }: Question, twist: Twist = {}) {
    const client = this.client('webauthn.get', options.challenge, twist);
    const data = this.data(twist, 0);
    const signature = createSign('sha256').update(Buffer.concat([data, sha256(client)])).sign(this.key.privateKey);
    if (twist.spoiled) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
    return { challengeId, id: this.id, clientDataJSON: base64url(client), authenticatorData: base64url(data), signature: base64url(signature) };
  }

  private client(type: string, challenge: string, twist: Twist): Buffer {
    return Buffer.from(JSON.stringify({ type: twist.type ?? type, challenge: twist.challenge ?? challenge, origin: twist.origin ?? this.origin, crossOrigin: false }));
  }

  private data({ rpId, userVerified = true, counter }: Twist, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? ++this.count);
    return Buffer.concat([sha256(rpId ?? new URL(this.origin).hostname), Buffer.from([1 | (userVerified ? 4 : 0) | more]), count]);
  }
}
