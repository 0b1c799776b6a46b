import { createPublicKey, verify } from 'node:crypto';
import type { Settings } from '../../kernel/config/index.js';
import { Certificates } from './certificates.js';

describe('a certificate of disposal', () => {
  const certificates = new Certificates({ markingSecret: 'a secret of at least thirty-two characters' } as Settings);
  const statement = { id: 'x', versions: [{ number: 1, sha256: 'ab' }], reason: 'Öffnung – 事由', nothing: null };

  it('is intact as it was signed, whatever the order of its members', () => {
    const signed = certificates.sign(statement);
    expect(certificates.isIntact(signed)).toBe(true);
    expect(certificates.isIntact({ ...signed, certificate: Object.fromEntries(Object.entries(statement).reverse()) })).toBe(true);
  });

  it.each<[string, object]>([
    ['a member changed', { ...statement, id: 'y' }], ['a member added', { ...statement, more: 1 }], ['a member left out', { id: 'x' }],
    ['a version changed', { ...statement, versions: [{ number: 2, sha256: 'ab' }] }],
  ])('is not intact with %s', (_what, certificate) => {
    expect(certificates.isIntact({ ...certificates.sign(statement), certificate: certificate as Record<string, unknown> })).toBe(false);
  });

  it('is signed anew by nobody who has another key, without its naming that key', () => {
    const forged = new Certificates({ markingSecret: 'another secret of at least thirty-two chars' } as Settings).sign(statement);
    const real = certificates.sign(statement);
    expect(forged.signature.publicKey).not.toBe(real.signature.publicKey);
    expect(certificates.isIntact({ ...forged, signature: { ...forged.signature, publicKey: real.signature.publicKey } })).toBe(false);
    expect(certificates.isIntact({ ...real, signature: { ...real.signature, publicKey: 'nonsense' } })).toBe(false);
  });

  it('is checked with nothing but the public key and canonical JSON', () => {
    const { signature } = certificates.sign({ b: 1, a: 'é' });
    const key = createPublicKey({ key: Buffer.from(signature.publicKey, 'base64'), format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from('{"a":"é","b":1}'), key, Buffer.from(signature.value, 'base64'))).toBe(true);
    expect(Certificates.fingerprint(signature.publicKey)).toMatch(/^[0-9a-f]{16}$/);
  });
});
