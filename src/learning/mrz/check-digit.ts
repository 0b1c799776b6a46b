/** Of the characters of a field, in turn. */
export const weights = [7, 3, 1] as const;

/** What a character counts for (Doc 9303-3, 4.9): digits as they are, A to Z as 10 to 35, the filler as nothing. NaN for any other. */
export function valueOf(character: string): number {
  if (character === '<') return 0;
  return /^[0-9A-Z]$/.test(character) ? Number.parseInt(character, 36) : Number.NaN;
}

/**
 * The check digit of a field: its characters weighed 7, 3, 1 in turn, modulo 10.
 * @returns '0' to '9', or null when the field holds a character no zone may hold
 */
export function checkDigit(field: string): string | null {
  const sum = [...field].reduce((total, character, at) => total + valueOf(character) * (weights[at % 3] ?? 0), 0);
  return Number.isNaN(sum) ? null : String(sum % 10);
}
