import { setImmediate as turn } from 'node:timers/promises';
import { createInflate } from 'node:zlib';
import { Refused } from './refusal.js';
import { Blocks, bytesAt, type Source } from './source.js';

/** How much of what lies packed inside a PDF is looked into, in octets; what is more is taken for active. */
const mostUnpacked = 100 * 2 ** 20;
const mostPacked = 16 * 2 ** 20;
const mostPlaces = 20_000;
const stride = 1024 * 1024;
/** Octets looked through at a stretch; then whatever else waits has its turn. */
const stretch = 128 * 1024;
const overlap = 4096;

/** A name as PDF may spell it: any of its letters can stand as `#` and two digits (ISO 32000-2, 7.3.5). */
const spelt = (name: string) => `/${[...name].map((letter) => {
  const code = letter.charCodeAt(0).toString(16);
  return `(?:${letter}|#${code.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
}).join('')}(?=[\\s/<>[\\]()%{}]|$)`;
const anyOf = (...names: string[]) => names.map(spelt).join('|');
/**
 * White space and comments between two words, taken once and never given back. Comments of more than 127 octets, or more than eight of them, end
 * it at a `%`, which counts as active: nobody writes so, and to follow them from wherever one may begin takes hours.
 */
const gap = (name: string) => `(?=(?<${name}>\\s*(?:%[^\\r\\n]{0,127}[\\r\\n]\\s*){0,8}))\\k<${name}>`;

const actions = new RegExp(anyOf('JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData', 'GoToE'));
const script = new RegExp(`${spelt('JS')}${gap('a')}(?:\\(|<|%|\\d+\\s+\\d+\\s+R)`);
const leadsAway = new RegExp(`(?:${anyOf('OpenAction', 'AA')})${gap('a')}(?:%|<<(?:[^<>]|<<[^<>]{0,100}>>|<[^<>]{0,100}>){0,200}?${spelt('S')}${gap('b')}(?:%|${anyOf('URI', 'GoToR')}))`);
const launch = new RegExp(`${spelt('S')}${gap('a')}${spelt('Launch')}`);
const attaches = new RegExp(anyOf('EmbeddedFile', 'EmbeddedFiles', 'Filespec'));
const program = /\.(?:exe|dll|scr|com|pif|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|jar|iso|img|docm|xlsm|pptm)\s*\)/i;
const encrypted = new RegExp(`${spelt('Encrypt')}${gap('a')}(?:<<|%|\\d+\\s+\\d+\\s+R)`);
const packedObjects = new RegExp(`${spelt('ObjStm')}|${spelt('First')}\\s+(?=(?<a>\\d+\\s*))\\k<a>(?![\\d\\s]*R)`, 'g');

interface Seen {
  acts: boolean;
  attaches: boolean;
  program: boolean;
}

/**
 * Whether a PDF does things by itself: scripts, forms that send, attachments, embedded media, a visit elsewhere on opening;
 * in its objects as they lie, in those packed into object streams, however the names are spelt. What cannot be looked into counts as active.
 * Links that wait for a press, and opening at a page, do not.
 * @throws Refused when it starts programs, or carries one
 */
export async function isActive(source: Source): Promise<boolean> {
  const seen: Seen = { acts: false, attaches: false, program: false };
  let unseen = false;
  const packed = new Set<number>();
  let carried = '';
  for (let at = 0; at < source.size; at += stride) {
    const text = carried + (await bytesAt(source, at, stride)).toString('latin1');
    for await (const { part, from } of stretches(text)) {
      look(part, seen);
      unseen ||= encrypted.test(part);
      if (packed.size > mostPlaces) unseen = true;
      else for (const { index } of part.matchAll(packedObjects)) packed.add(at - carried.length + from + index);
    }
    carried = text.slice(-overlap);
  }
  const objects = await lookInto(source, [...packed].sort((a, b) => a - b), seen);
  if (seen.attaches && seen.program) throw new Refused('active-content', 'A program or a file with macros is attached inside this PDF. Save the PDF without its attachments and send that.');
  return unseen || !objects || seen.acts;
}

/** A text piece by piece, each beginning with the end of the one before, so that nothing short lies on a border. */
async function* stretches(text: string): AsyncGenerator<{ part: string; from: number }> {
  for (let from = 0; from < text.length; from += stretch - overlap) {
    yield { part: text.slice(from, from + stretch), from };
    if (from + stretch >= text.length) return;
    await turn();
  }
}

function look(text: string, seen: Seen): void {
  if (launch.test(text)) throw new Refused('launches-programs', 'This PDF is made to start programs. Print it into a new PDF and send that.');
  seen.acts ||= actions.test(text) || script.test(text) || leadsAway.test(text);
  seen.attaches ||= attaches.test(text);
  seen.program ||= program.test(text);
}

/** @returns false when something stayed closed: packed otherwise than usual, or more than is looked into */
async function lookInto(source: Source, places: readonly number[], seen: Seen): Promise<boolean> {
  const blocks = new Blocks(source);
  let whole = true;
  let left = mostUnpacked;
  let done = 0;
  let looked = 0;
  for (const place of places) {
    if (place < done) continue;
    if (++looked % 100 === 0) await turn();
    const from = Math.max(0, place - 1024);
    const around = (await blocks.at(from, 4096)).toString('latin1');
    const start = around.indexOf('stream', place - from);
    const dictionary = around.slice(Math.max(0, around.lastIndexOf(' obj', place - from)), start < 0 ? undefined : start);
    if (start < 0 || /endobj/.test(dictionary)) continue;
    const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.replaceAll(/[[\]\s]/g, '');
    const begin = from + start + 6 + (around.startsWith('\r\n', start + 6) ? 2 : 1);
    const text = filter === '/FlateDecode' && !/\/DecodeParms/.test(dictionary) ? await inflated(await bytesAt(source, begin, mostPacked), left) : filter === undefined && !dictionary.includes('#') ? '' : null;
    done = begin;
    if (text === null || (left -= text.length) <= 0) {
      whole = false;
      if (left <= 0) return false;
      continue;
    }
    for await (const { part } of stretches(text)) look(part, seen);
  }
  return whole;
}

/** What unpacks from the first of these octets on, whatever follows them; null when nothing does, or too much. */
function inflated(bytes: Buffer, most: number): Promise<string | null> {
  return new Promise((resolve) => {
    const inflate = createInflate();
    const parts: Buffer[] = [];
    let count = 0;
    const end = (text: string | null) => {
      inflate.destroy();
      resolve(text);
    };
    inflate.on('data', (part: Buffer) => {
      count += part.length;
      parts.push(part);
      if (count > Math.min(most, 32 * 2 ** 20)) end(null);
    });
    inflate.on('end', () => end(Buffer.concat(parts).toString('latin1')));
    inflate.on('error', () => end(parts.length > 0 ? Buffer.concat(parts).toString('latin1') : null));
    inflate.end(bytes);
  });
}
