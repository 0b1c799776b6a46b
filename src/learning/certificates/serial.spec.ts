import { newSerial, readSerial } from './serial.js';

describe('a serial', () => {
  const serials = Array.from({ length: 500 }, newSerial);

  it('is sixteen letters of five bits each in four groups, none like another', () => {
    expect(serials.every((serial) => /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(serial))).toBe(true);
    expect(new Set(serials).size).toBe(serials.length);
    for (let at = 0; at < 19; at++) if (at % 5 !== 4) expect(new Set(serials.map((serial) => serial[at])).size).toBe(32);
  });

  it('is read as people type it', () => {
    for (const serial of serials) expect(readSerial(serial)).toBe(serial);
    expect(readSerial('xpj1 dcxh a7qb zk88')).toBe('XPJ1-DCXH-A7QB-ZK88');
    expect(readSerial('OPJLDCXHA7QBIK88')).toBe('0PJ1-DCXH-A7QB-1K88');
  });

  it.each(['', 'XPJ1-DCXH-A7QB', 'XPJ1-DCXH-A7QB-ZK8U', 'XPJ1-DCXH-A7QB-ZK88-0000', "XPJ1-DCXH-A7QB-ZK8'"])('is not %s', (typed) => expect(readSerial(typed)).toBeUndefined());
});
