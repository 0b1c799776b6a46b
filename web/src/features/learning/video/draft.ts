import type { Quality } from '../../../api/learning';

/** A video as its author fills it in, before it stands in a text. */
export interface Draft {
  title: string;
  /** Ids of documents. */
  files: Partial<Record<Quality, string>>;
  poster: string;
  silent: boolean;
  captions: { language: string; text: string }[];
  transcript: string;
}
/** A field of the form: 'title', a quality, 'poster', 'captions-0', 'transcript'. */
export type Place = string;

export const qualities: readonly Quality[] = ['144p', '240p', '480p', 'audio'];
export const emptyDraft = (language: string): Draft => ({ title: '', files: {}, poster: '', silent: false, captions: [{ language, text: '' }], transcript: '' });

/** The block as it stands in a text, and which field each of its lines came from. */
export function written({ title, files, poster, silent, captions, transcript }: Draft): { text: string; places: Place[] } {
  const lines: { line: string; place: Place }[] = [{ line: `title: ${title.trim()}`, place: 'title' }];
  const add = (place: Place, text: string) => lines.push(...clean(text).split('\n').map((line) => ({ line, place })));
  for (const quality of qualities) if (files[quality]) add(quality, `${quality}: ${files[quality]}`);
  if (poster.trim()) add('poster', `poster: ${poster.trim()}`);
  if (silent) add('silent', 'sound: none');
  for (const [index, one] of captions.entries()) if (one.text.trim()) add(`captions-${index}`, `captions: ${one.language}\n${one.text}`);
  add('transcript', `transcript:\n${transcript}`);
  const longest = Math.max(2, ...[...lines.map(({ line }) => line).join('\n').matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return { text: [`${fence}video`, ...lines.map(({ line }) => line), fence].join('\n'), places: ['', ...lines.map(({ place }) => place)] };
}

/** What captions say, as a first draft of a transcript: a paragraph for each speaker in turn. */
export function wordsOf(captions: string): string {
  const said: { who: string; words: string[] }[] = [];
  for (const cue of clean(captions).split(/\n{2,}/)) {
    const lines = cue.split('\n');
    const at = lines.findIndex((line) => line.includes('-->'));
    const text = at < 0 ? '' : lines.slice(at + 1).join(' ').trim();
    if (!text) continue;
    const who = /^<v[ \t]+([^<>]+)>/.exec(text)?.[1]?.trim() ?? '';
    const words = text.replaceAll(/<[^<>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
    const last = said.at(-1);
    if (last && (last.who === who || !who)) last.words.push(words);
    else said.push({ who, words: [words] });
  }
  return said.map(({ who, words }) => `${who ? `**${who}:** ` : ''}${words.join(' ')}`).join('\n\n');
}

const clean = (text: string) => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n').trimEnd();
