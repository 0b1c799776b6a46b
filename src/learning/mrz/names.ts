/** Who a zone names. Parts are separated by spaces. */
export interface Name {
  primary: string;
  secondary: string;
}

/** National characters with a spelling of their own (Doc 9303-3, section 6, table A); where several are recommended, the first. The others lose their marks. */
const spellings: Record<string, string> = {
  Ä: 'AE', Å: 'AA', Æ: 'AE', Ð: 'D', Đ: 'D', Ħ: 'H', ı: 'I', Ĳ: 'IJ', ĸ: 'Q', Ł: 'L', Ŀ: 'L', Ŋ: 'N', Ö: 'OE', Ø: 'OE', Œ: 'OE', ß: 'SS', ẞ: 'SS', Þ: 'TH', Ŧ: 'T', Ü: 'UE',
};

/**
 * A name in the letters of the zone: national characters spelt, apostrophes and full stops gone, hyphens and spaces one filler.
 * @returns null when a character has no spelling here: a name in another script is transliterated by the State that issues
 */
export function spell(name: string): string | null {
  const letters = [...name.normalize('NFC').toUpperCase()].map((character) => spellings[character] ?? character.normalize('NFD').replaceAll(/\p{M}/gu, '')).join('');
  const plain = letters.replaceAll(/['’‘ʼ`.]/g, '').replaceAll(/[\s,-]+/g, '<').replaceAll(/^<+|<+$/g, '');
  return /^[A-Z<]*$/.test(plain) ? plain : null;
}

/**
 * The name field: primary identifier, two fillers, secondary identifier, filled up. A name that is too long is cut so that its last position
 * is a letter, which tells that something may be missing, and so that both identifiers are there.
 * @returns null when a character has no spelling
 */
export function writeName(name: Name, length: number): string | null {
  const [primary, secondary] = [spell(name.primary), spell(name.secondary)];
  if (primary === null || secondary === null) return null;
  const whole = secondary === '' ? primary : `${primary}<<${secondary}`;
  if (whole.length <= length) return whole.padEnd(length, '<');
  return cut(primary, secondary, length);
}

/** The primary identifier gives way until three positions are left for the secondary one, which takes the rest. */
function cut(primary: string, secondary: string, length: number): string {
  if (secondary === '') return endInALetter(primary, length);
  const first = endInALetter(primary, length - 3);
  return `${first}<<${endInALetter(secondary, length - first.length - 2)}`;
}

/** What fits, its last position a letter: where that would be a filler, the part before gives a letter, and where each part is one letter, the filler goes. */
function endInALetter(identifier: string, room: number): string {
  if (identifier.length <= room || identifier[room - 1] !== '<') return identifier.slice(0, room);
  const oneTooMany = identifier.slice(0, room + 1);
  const shortened = oneTooMany.replace(/^(.*[A-Z])[A-Z](?=<)/, '$1');
  return shortened.length === room ? shortened : oneTooMany.replace(/<(?=[A-Z]$)/, '');
}

/** A name field read. `truncated`: its last position is a letter, so the name may go on. */
export function readName(field: string): Name & { truncated: boolean } {
  const [primary = '', ...rest] = field.replace(/<+$/, '').split('<<');
  const spaced = (part: string) => part.replaceAll('<', ' ').trim();
  return { primary: spaced(primary), secondary: spaced(rest.join('<')), truncated: !field.endsWith('<') };
}
