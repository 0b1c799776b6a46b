/** What a letter says, in one language. `{name}` in braces stands for a value; paragraphs are parted by an empty line. */
export interface Wording {
  subject: string;
  text: string;
}

/** What is written when a letter is sent. Texts never hold a title, a name of a record or an excerpt: a reference and a link do (SR-112). */
export interface Writing {
  en: Wording;
  ar: Wording;
  /** For the braces. Names people chose, dates, counts: made harmless before they are put in. */
  values?: Record<string, string | number>;
  /** Where to go on: a path of the portal ('/requests?box=made'), or an address of it. */
  link?: string;
  /** How the person is addressed, where it is not the name of their account. */
  name?: string;
}

const frames = {
  en: { greeting: '{name},', closing: 'This message was written by Focalpoint itself. Please do not answer it.' },
  ar: { greeting: '{name}،', closing: 'كتب نظام Focalpoint هذه الرسالة آلياً. يرجى عدم الرد عليها.' },
};

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * A value as it may stand in a letter: one line, no control or direction signs of its own, nothing a mail reader takes for an address, and
 * set apart where it runs against the direction of the text around it.
 */
export function harmless(value: string | number, language: 'en' | 'ar'): string {
  const text = String(value).normalize('NFC').replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  const plain = [...text.replaceAll('://', ': //').replaceAll(/\bwww\./gi, 'www .')].slice(0, 200).join('');
  return rightToLeft.test(plain) === (language === 'ar') ? plain : `\u2068${plain}\u2069`;
}

/** The letter in the language of whoever gets it, Arabic or else English. @param portal the address links are under */
export function worded(writing: Writing, { name, locale }: { name: string; locale: string }, portal: string): { language: 'en' | 'ar'; subject: string; text: string } {
  const language = locale.split('-')[0] === 'ar' ? 'ar' : 'en';
  const values: Record<string, string | number> = { ...writing.values, name: writing.name ?? name };
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (blank, key: string) => (Object.hasOwn(values, key) ? harmless(values[key] ?? '', language) : blank));
  const { greeting, closing } = frames[language];
  const { subject, text } = writing[language];
  const link = writing.link && new URL(writing.link, portal).href;
  return { language, subject: filled(subject), text: [filled(greeting), '', filled(text), ...(link ? [link] : []), '', closing, ''].join('\n') };
}
