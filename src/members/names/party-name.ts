/** Longest name, in characters. */
export const longestName = 200;

// Controls, private and unassigned characters, separators of lines, and what turns the direction of writing or cannot be seen. Joiners stay: Persian and
// the scripts of South Asia are written with them.
const unwanted = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;

/** A name as it is kept, or what is wrong with it: composed (NFC), without space around or doubled. */
export function readName(text: string): { name: string } | { fault: string } {
  if (unwanted.test(text)) return { fault: 'Use letters, marks and spaces only: control characters and marks of writing direction are not taken.' };
  const name = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if (!/\p{L}/u.test(name)) return { fault: 'Give a name.' };
  if ([...name].length > longestName) return { fault: `Keep the name to ${longestName} characters.` };
  return { name };
}

/** The language of a name after BCP 47 in its usual spelling: language, script and region; null for anything else. */
export function readLanguage(tag: string): string | null {
  try {
    const { language, script, region, baseName } = new Intl.Locale(tag);
    const plain = [language, script, region].filter(Boolean).join('-');
    return baseName === plain && plain.toLowerCase() === tag.toLowerCase() && language !== 'und' && /^[a-z]{2,3}$/.test(language) ? plain : null;
  } catch {
    return null;
  }
}

/** Whose name a reader of this language sees, best first: pt-BR, pt, en. */
export function languagesFor(tag: string | undefined): string[] {
  const { language = 'en', script, region } = tag && readLanguage(tag) ? new Intl.Locale(tag) : {};
  return [...new Set([[language, script, region], [language, script], [language, region], [language]].map((parts) => parts.filter(Boolean).join('-')).concat('en'))];
}
