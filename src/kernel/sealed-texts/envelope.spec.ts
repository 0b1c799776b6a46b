import { randomBytes, randomUUID } from 'node:crypto';
import { keyIdOf, seal, unseal } from './envelope.js';

describe('SR-74: an envelope of texts', () => {
  const key = randomBytes(32);
  const id = randomUUID();
  const sealed = seal(key, id, 'document/1', Buffer.from('boats at night'));

  it('tells which key it takes and nothing of what it holds', () => {
    expect(keyIdOf(sealed)).toBe(id);
    expect(sealed.includes('boats')).toBe(false);
    expect(unseal(key, 'document/1', sealed).toString()).toBe('boats at night');
    expect(seal(key, id, 'document/1', Buffer.from('boats at night')).equals(sealed)).toBe(false);
  });

  it('opens at its own place alone, and not at all once any octet is another', () => {
    expect(() => unseal(key, 'document/2', sealed)).toThrow();
    expect(() => unseal(randomBytes(32), 'document/1', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(key, 'document/1', changed)).toThrow();
    }
  });

  it('is none when it is too short or of another format', () => {
    expect(keyIdOf(Buffer.of(0))).toBeNull();
    expect(keyIdOf(sealed.subarray(0, 40))).toBeNull();
    expect(keyIdOf(Buffer.concat([Buffer.of(2), sealed.subarray(1)]))).toBeNull();
  });
});
