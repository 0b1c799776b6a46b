import type { Settings } from '../kernel/config/index.js';
import { open, seal } from './sealing.js';

const settings = { credentialSecret: 'one secret of thirty-two characters' } as Settings;

describe('a sealed credential', () => {
  const sealed = seal(settings, 'JBSWY3DPEHPK3PXP', 'code-generator:1');

  it('opens where it belongs, and looks different each time', () => {
    expect(open(settings, sealed, 'code-generator:1')).toBe('JBSWY3DPEHPK3PXP');
    expect(seal(settings, 'JBSWY3DPEHPK3PXP', 'code-generator:1')).not.toBe(sealed);
  });

  it.each([
    ['moved to somebody else', settings, sealed, 'code-generator:2'],
    ['changed by one bit', settings, `${sealed.slice(0, -2)}${sealed.at(-2) === 'A' ? 'B' : 'A'}${sealed.at(-1)}`, 'code-generator:1'],
    ['read under another secret', { credentialSecret: 'another secret of thirty-two chars' } as Settings, sealed, 'code-generator:1'],
  ])('does not open when it was %s', (_case, under, what, context) => {
    expect(() => open(under, what, context)).toThrow();
  });
});
