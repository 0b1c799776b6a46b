import { qualities, type Quality, type TextFault, type VideoBlock } from './blocks.js';
import { readCaptions } from './captions.js';
import { picture } from './live-blocks.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;
const keys = ['title', ...qualities, 'poster', 'sound'] as const;
type Key = (typeof keys)[number];

/** A film with everything but its transcript, which is Markdown and read as such. */
export interface ReadVideo {
  /** Null when it cannot be shown. */
  block: Omit<VideoBlock, 'transcript'> | null;
  transcript: { text: string; line: number } | null;
  faults: TextFault[];
}

/**
 * Reads a film as it is written in a lesson: lines `key: value`, then captions by language, each below `captions: en`, then the transcript below
 * `transcript:` to the end.
 * @param line that of the first line, as its author counts
 */
export function readVideo(content: string, line: number): ReadVideo {
  const lines = content.replace(/\n$/, '').split('\n');
  const faults: TextFault[] = [];
  const tell = (at: number, message: string) => void faults.push({ line: at, message });
  const said = new Map<Key, { value: string; line: number }>();
  const captions: VideoBlock['captions'] = [];
  let at = 0;
  for (; at < lines.length && !isSection(lines[at]); at += 1) {
    const text = lines[at]?.trim() ?? '';
    const [, key = '', value = ''] = /^([a-z0-9]+)\s*:\s*(.*)$/.exec(text) ?? [];
    if (!text) continue;
    if (!(keys as readonly string[]).includes(key)) tell(line + at, `In a block “video” each line is one of: ${keys.map((one) => `${one}: …`).join(', ')}, captions: …, and last transcript:.`);
    else if (said.has(key as Key)) tell(line + at, `“${key}” stands twice.`);
    else said.set(key as Key, { value, line: line + at });
  }
  while (at < lines.length && !isTranscript(lines[at])) {
    const end = lines.findIndex((one, index) => index > at && isSection(one));
    const until = end < 0 ? lines.length : end;
    const spoken = /:\s*(.*?)\s*$/.exec(lines[at] ?? '')?.[1] ?? '';
    const read = readCaptions(lines.slice(at + 1, until).join('\n'), line + at + 1);
    if (!language.test(spoken)) tell(line + at, 'Captions name their language: “captions: en”.');
    else if (captions.some((one) => one.language === spoken)) tell(line + at, `There are two captions in the language ${spoken}.`);
    faults.push(...read.faults);
    captions.push({ language: spoken, cues: read.cues });
    at = until;
  }
  const text = lines.slice(at + 1).join('\n');
  if (!text.trim()) tell(line + Math.min(at, lines.length - 1), 'A video needs its transcript: a line “transcript:”, and below it all that is said and seen, for those who do not hear, do not see or have no line.');
  const block = film(said, captions, line, faults);
  return { block, transcript: text.trim() ? { text, line: line + at + 1 } : null, faults: faults.toSorted((a, b) => a.line - b.line) };
}

function film(said: ReadonlyMap<Key, { value: string; line: number }>, captions: VideoBlock['captions'], line: number, faults: TextFault[]): ReadVideo['block'] {
  const tell = (key: Key, message: string) => void faults.push({ line: said.get(key)?.line ?? line, message });
  const title = said.get('title')?.value ?? '';
  const files: VideoBlock['files'] = [];
  if (!title || title.length > 200) tell('title', 'A video has a title, of at most 200 characters: “title: Tilting the data page”.');
  for (const quality of qualities) {
    const document = said.get(quality)?.value;
    if (document === undefined) continue;
    if (!uuid.test(document)) tell(quality, `“${quality}” names a document that goes with the course, by its identifier. The form below the text puts it there.`);
    else if (files.some((one) => one.document === document)) tell(quality, 'Each document stands once: every variant is a file of its own.');
    else files.push({ quality, document });
  }
  if (!qualities.some((quality) => said.has(quality))) faults.push({ line, message: `A video names a document for at least one of ${qualities.join(', ')}.` });
  const poster = said.get('poster')?.value;
  if (poster !== undefined && !picture.test(poster)) tell('poster', 'The picture of a video before it plays is a specimen in one light: “poster: specimen:td3-genuine/tilt”.');
  const sound = said.get('sound')?.value;
  if (sound !== undefined && sound !== 'none') tell('sound', 'Of the sound only “sound: none” is said, where there is nothing to hear.');
  if (captions.length === 0 && sound === undefined && files.some(({ quality }) => isFilm(quality))) faults.push({ line, message: 'A video with sound needs captions in at least one language, below “captions: en”. Where there is nothing to hear, say “sound: none”.' });
  if (faults.length > 0) return null;
  return { type: 'video', title, files, ...(poster === undefined ? {} : { poster }), ...(sound === undefined ? {} : { silent: true as const }), captions };
}

export const isFilm = (quality: Quality): boolean => quality !== 'audio';

const isTranscript = (line = '') => /^transcript:\s*$/.test(line);
const isSection = (line = '') => isTranscript(line) || line.startsWith('captions:');
