import { randomInt } from 'node:crypto';

/** Digits and capitals without I, L, O and U, which are read as something else: Crockford's Base32. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 10;

/** A code nobody guesses: fifty bits. */
export const drawCode = (): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

const lookAlikes: Record<string, string> = { O: '0', I: '1', L: '1', U: 'V' };
const eastern = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];

/**
 * A code as it was drawn, from one as somebody read it off a page: in small letters, with gaps and dashes, the letters the alphabet lacks as what they
 * look like, digits of an Arabic or Persian keyboard too. Null for what is no code.
 */
export function readCode(typed: string): string | null {
  const bare = [...typed.normalize('NFKC').toUpperCase()].map((sign) => eastern.map((digits) => digits.indexOf(sign)).find((digit) => digit >= 0)?.toString() ?? sign);
  const code = bare.filter((sign) => /[0-9A-Z]/.test(sign)).map((sign) => lookAlikes[sign] ?? sign).join('');
  return code.length === length ? code : null;
}
