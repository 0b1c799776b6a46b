import { Refused } from './refusal.js';
import type { Aside, Walked } from './pictures/index.js';
import { Blocks, type Source } from './source.js';

const mismatch = () => new Refused('file-content', 'Its content is not a film or a recording as its name says. Save it again as WebM or MP4 and send that.');
const cutOff = () => new Refused('cut-off', 'It ends before the recording does; it was probably cut off. Copy it once more from where it came and send that.');
const unfinished = () => new Refused('file-content', 'It was recorded without being finished: its parts do not say how long they are. Save it again as WebM or MP4 and send that.');

const ids = { head: 0x1a45dfa3, docType: 0x4282, segment: 0x18538067, info: 0x1549a966, tracks: 0x1654ae6b, track: 0xae, trackType: 0x83, checksum: 0xbf, empty: 0xec } as const;
/** Parts of a segment, by whether they say something about the maker or carry something else along: tags, attached files. */
const parts: ReadonlyMap<number, boolean> = new Map([
  [0x114d9b74, false], [ids.info, false], [ids.tracks, false], [0x1f43b675, false], [0x1c53bb6b, false], [0x1043a770, false], [ids.empty, false], [ids.checksum, false], [0x1254c367, true], [0x1941a469, true],
]);
/** In the Info of a segment: title, date, names and numbers of files. */
const about = new Set([0x7ba9, 0x4461, 0x7384, 0x73a4, 0x3cb923, 0x3c83ab, 0x3eb923, 0x3e83bb]);

interface Element {
  id: number;
  at: number;
  body: number;
  end: number;
}

/** WebM (RFC 9559, a profile of EBML, RFC 8794): one head, one segment, and its parts to the last octet. @throws Refused */
export async function walkWebm(source: Source): Promise<Walked> {
  const blocks = new Blocks(source);
  const head = await elementAt(blocks, 0, source.size);
  if (head.id !== ids.head || head.end - head.body > 256 || !(await isWebm(blocks, head))) throw mismatch();
  const segment = await elementAt(blocks, head.end, source.size, true);
  if (segment.id !== ids.segment) throw mismatch();
  const asides: Aside[] = [];
  let shows = false;
  let left = 200_000;
  for (let at = segment.body; at < segment.end; ) {
    if (--left < 0) throw mismatch();
    const part = await elementAt(blocks, at, segment.end);
    const isAside = parts.get(part.id);
    if (isAside === undefined) throw mismatch();
    if (isAside) asides.push(aside(part));
    if (part.id === ids.info) asides.push(...(await saidIn(blocks, part)));
    if (part.id === ids.tracks) shows = (await showsPictures(blocks, part)) || shows;
    at = part.end;
  }
  for (let at = segment.end; at < source.size; ) {
    const behind = await elementAt(blocks, at, source.size);
    if (behind.id !== ids.empty) throw new Refused('disguised', 'Something hides behind its end. Save it again as WebM or MP4 and send that.');
    at = behind.end;
  }
  return { asides, bytes: source.size, shows };
}

const aside = ({ at, end }: Element): Aside => ({ start: at, end: end - 1, what: 'element' });

async function children(blocks: Blocks, { body, end }: Element): Promise<Element[]> {
  const found: Element[] = [];
  for (let at = body; at < end; ) {
    const child = await elementAt(blocks, at, end);
    found.push(child);
    if (found.length > 1_000) throw mismatch();
    at = child.end;
  }
  return found;
}

async function isWebm(blocks: Blocks, head: Element): Promise<boolean> {
  const type = (await children(blocks, head)).find(({ id }) => id === ids.docType);
  return type !== undefined && (await blocks.at(type.body, type.end - type.body)).toString('latin1').replace(/\0+$/, '') === 'webm';
}

/** What is said about the film; with it goes the sum over the whole, which would not hold any more. */
async function saidIn(blocks: Blocks, info: Element): Promise<Aside[]> {
  const within = await children(blocks, info);
  const said = within.filter(({ id }) => about.has(id));
  return said.length === 0 ? [] : [...within.filter(({ id }) => id === ids.checksum), ...said].map(aside);
}

async function showsPictures(blocks: Blocks, tracks: Element): Promise<boolean> {
  for (const track of await children(blocks, tracks)) {
    if (track.id !== ids.track) continue;
    const type = (await children(blocks, track)).find(({ id }) => id === ids.trackType);
    if (type && (await blocks.at(type.body, type.end - type.body)).at(-1) === 1) return true;
  }
  return false;
}

async function elementAt(blocks: Blocks, at: number, to: number, mayBeOpen = false): Promise<Element> {
  const head = await blocks.at(at, 12);
  const idLength = Math.clz32(head[0] ?? 0) - 23;
  if (head.length < 2) throw cutOff();
  if (idLength > 4) throw mismatch();
  const first = head[idLength] ?? 0;
  const sizeLength = Math.clz32(first) - 23;
  if (head.length < idLength + sizeLength) throw cutOff();
  if (sizeLength > 8) throw mismatch();
  const id = head.readUIntBE(0, idLength);
  let size = first - 2 ** (8 - sizeLength);
  let isOpen = size === 2 ** (8 - sizeLength) - 1;
  for (const octet of head.subarray(idLength + 1, idLength + sizeLength)) {
    size = size * 256 + octet;
    isOpen &&= octet === 255;
  }
  const body = at + idLength + sizeLength;
  if (isOpen && !mayBeOpen) throw unfinished();
  const end = isOpen ? to : body + size;
  if (end > to) throw cutOff();
  return { id, at, body, end };
}

/** An element of nothing (RFC 8794, 11.3.3) as long as the one it stands for; its octets are zeros that follow. */
export function emptyElement(length: number): Buffer {
  if (length < 9) return Buffer.from([ids.empty, 0x80 | (length - 2)]);
  const head = Buffer.alloc(9);
  head.writeUInt8(ids.empty, 0);
  head.writeUInt8(0x01, 1);
  head.writeUIntBE(Math.floor((length - 9) / 2 ** 32), 2, 3);
  head.writeUInt32BE((length - 9) % 2 ** 32, 5);
  return head;
}
