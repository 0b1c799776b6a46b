import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { actorOf, systemActor } from '../access/index.js';
import { ActorSigner, pads, signatureLifetime } from './signature.js';

const secret = 'the secret of these signatures, long enough';
const actor = actorOf({ userId: 'u-1', party: 'NZL', keys: ['NZL', 'community'] });
const now = Date.UTC(2026, 10, 24, 10);

describe('a signed actor', () => {
  it('is its facts under an HMAC-SHA256 (RFC 2104), good for half a minute', () => {
    const [mac = '', ...rest] = new ActorSigner(secret).sign(actor, now).split('|');
    expect(mac).toBe(createHmac('sha256', secret).update(rest.join('|')).digest('hex'));
    const [expiry, party, user, system, nonce, keys] = rest;
    expect({ party, user, system, keys }).toEqual({ party: 'NZL', user: 'u-1', system: '', keys: 'public,NZL,community' });
    expect(Number(expiry) * 1000 - now).toBe(signatureLifetime * 1000);
    expect(nonce).toMatch(/^[\w-]{12}$/);
  });

  it('names the task of a system actor', () => {
    expect(new ActorSigner(secret).sign(systemActor('release-clock', 'NZL'), now).split('|').slice(2, 5)).toEqual(['NZL', '', 'release-clock']);
  });

  it('is signed again after ten seconds, long before it lapses, and when the clock was set back', () => {
    const signer = new ActorSigner(secret);
    const first = signer.sign(actor, now);
    expect(signer.sign(actor, now + 9_999)).toBe(first);
    const second = signer.sign(actor, now + 10_000);
    expect(second).not.toBe(first);
    expect(signer.sign(actor, now - 1)).not.toBe(second);
  });

  it('is never shared between two who look alike', () => {
    const signer = new ActorSigner(secret);
    expect(signer.sign(actorOf({ ...actor, roles: [] }), now)).not.toBe(signer.sign(actor, now));
  });

  it.each([{ party: 'NZL|u-2' }, { party: 'NZL X' }, { keys: ['a|b'] }, { keys: ['a\nb'] }, { system: 'task|x' }])('cannot have a name that would shift the others: %j', (facts) => {
    expect(() => new ActorSigner(secret).sign(actorOf(facts), now)).toThrow('cannot be signed');
  });

  it('is signed under secrets of any length as RFC 2104 says', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (any) => {
      const { inner, outer } = pads(any);
      expect([inner.length, outer.length]).toEqual([64, 64]);
      const [mac = '', ...rest] = new ActorSigner(any).sign(actorOf({ party: 'NZL' }), now).split('|');
      expect(mac).toBe(createHmac('sha256', Buffer.from(any)).update(rest.join('|')).digest('hex'));
    }));
  });
});
