import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, which are mistaken for 1, 0 and V. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/;

/** A new serial: 80 random bits as sixteen letters in four groups. Nobody finds one by trying. */
export function newSerial(): string {
  let value = BigInt(`0x${randomBytes(10).toString('hex')}`);
  let serial = '';
  for (let n = 0; n < 16; n++, value >>= 5n) serial = (letters[Number(value & 31n)] ?? '') + serial;
  return grouped(serial);
}

/** The serial somebody typed: in any case, with or without hyphens, O for 0, I or L for 1. Nothing when it can be none. */
export function readSerial(typed: string): string | undefined {
  const serial = grouped(typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1'));
  return groups.test(serial) ? serial : undefined;
}

const grouped = (serial: string) => serial.match(/.{1,4}/gu)?.join('-') ?? '';
