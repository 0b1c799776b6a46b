import { alphabet, drawCode, readCode } from './watermark-code.js';

describe('the code of a watermark', () => {
  it('is ten characters that nobody mistakes for others, and reads as itself', () => {
    for (let times = 0; times < 100; times += 1) {
      const code = drawCode();
      expect(code).toMatch(new RegExp(`^[${alphabet}]{10}$`));
      expect(readCode(code)).toBe(code);
    }
  });

  it.each([
    ['in small letters', 'k7qw2mxd0r'],
    ['with gaps and dashes', ' K7QW2 MXD–0R\n'],
    ['with letters for the digits they look like', 'K7QW2MXDOR'],
    ['between marks of direction, as it is copied from a page in Arabic', '\u2067K7QW2MXD0R\u2069'],
    ['in the wide letters of an East Asian keyboard', 'Ｋ７ＱＷ２ＭＸＤ０Ｒ'],
    ['with digits of an Arabic keyboard', 'K٧QW٢MXD٠R'],
  ])('is read %s', (_how, typed) => {
    expect(readCode(typed)).toBe('K7QW2MXD0R');
  });

  it('has I and L for 1, U for V', () => {
    expect(readCode('ilUilUilUi')).toBe('11V11V11V1');
  });

  it.each(['', 'K7QW2MXD0', 'K7QW2MXD0RR', 'ابجدهوزحطي', '%_________'])('is not %j', (typed) => {
    expect(readCode(typed)).toBeNull();
  });
});
