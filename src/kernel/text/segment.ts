/** Languages whose script writes no spaces between words: there the words are found by dictionary (ICU, through Intl.Segmenter). */
const unspaced = new Set(['th', 'lo', 'km', 'my', 'zh', 'ja']);

const segmenters = new Map<string, Intl.Segmenter>();

/** The words of a text with spaces between them, NFC, without controls; what PostgreSQL's parser is given for index and query alike. */
export function segment(text: string, language: string): string {
  const clean = text.normalize('NFC').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ');
  const base = language.split('-')[0] ?? '';
  if (!unspaced.has(base)) return clean;
  let segmenter = segmenters.get(base);
  if (!segmenter) segmenters.set(base, (segmenter = new Intl.Segmenter(base, { granularity: 'word' })));
  const words: string[] = [];
  for (const { segment: word } of segmenter.segment(clean)) words.push(word);
  return words.join(' ').replaceAll(/ {2,}/g, ' ');
}

/** The language whose word breaks a query needs, told by its script; 'en' where spaces do. */
export function scriptOf(text: string): string {
  if (/\p{Script=Thai}/u.test(text)) return 'th';
  if (/\p{Script=Lao}/u.test(text)) return 'lo';
  if (/\p{Script=Khmer}/u.test(text)) return 'km';
  if (/\p{Script=Myanmar}/u.test(text)) return 'my';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}
