import { Refused } from './refusal.js';
import { Blocks, type Source } from './source.js';

/** A picture may have this many points, told before any of them is decoded (SR-71). */
const mostPixels = 50_000_000;

const mismatch = () => new Refused('file-content', 'Its content is not what its name says. Open it in the program it was made with, save it again, and send that.');
const cutOff = () => new Refused('cut-off', 'It ends before a picture should; it was probably cut off. Copy it once more from where it came and send that.');
const hides = () => new Refused('disguised', 'Something else stands behind the end of the picture. Open it in a picture program, save it again, and send that.');

function mustBeBounded(width: number, height: number): void {
  if (width === 0 || height === 0) throw mismatch();
  if (width * height > mostPixels) throw new Refused('too-many-pixels', `It has ${Math.round((width * height) / 1e6)} megapixels; at the most 50 are taken. Make it smaller and send it again.`);
}

/** A stretch of a picture that carries no image but facts about it: place, camera, comment. Both ends included. */
export interface Aside {
  start: number;
  end: number;
  /** What stands there: for those that keep the orientation. */
  what: 'exif' | 'other';
}

/** A picture walked from its first octet to its last. */
export interface Walked {
  asides: Aside[];
  /** How many octets of it are the picture; the camera's own additions may follow. */
  bytes: number;
}

const pngAsides = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'caBX', 'dSIG']);

/** PNG (ISO 15948): chunks up to IEND, and nothing behind it. @throws Refused */
export async function walkPng(source: Source): Promise<Walked> {
  const blocks = new Blocks(source);
  if (!(await blocks.at(0, 8)).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) throw mismatch();
  const asides: Aside[] = [];
  let at = 8;
  for (let count = 0; count < 200_000; count++) {
    const head = await blocks.at(at, 8);
    if (head.length < 8) throw cutOff();
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)];
    if (!/^[A-Za-z]{4}$/.test(type) || (count === 0) !== (type === 'IHDR')) throw mismatch();
    if (type === 'IHDR') {
      const header = await blocks.at(at + 8, 8);
      if (length !== 13 || header.length < 8) throw mismatch();
      mustBeBounded(header.readUInt32BE(0), header.readUInt32BE(4));
    }
    const next = at + 12 + length;
    if (next > source.size) throw cutOff();
    if (pngAsides.has(type)) asides.push({ start: at, end: next - 1, what: type === 'eXIf' ? 'exif' : 'other' });
    at = next;
    if (type === 'IEND') {
      if (at !== source.size) throw hides();
      return { asides, bytes: at };
    }
  }
  throw mismatch();
}

/** JPEG (ITU-T T.81): segments and scans up to EOI. Behind it only what cameras put there: see `mustBeOfCamera`. @throws Refused */
export async function walkJpeg(source: Source): Promise<Walked> {
  const blocks = new Blocks(source);
  const first = await jpegFrom(blocks, 0);
  await mustBeOfCamera(blocks, first);
  return { asides: first.asides, bytes: first.end };
}

interface Jpeg {
  asides: Aside[];
  end: number;
  /** Whether it says that further pictures follow it (CIPA DC-007). */
  several: boolean;
}

async function jpegFrom(blocks: Blocks, start: number): Promise<Jpeg> {
  const found: Jpeg = { asides: [], end: 0, several: false };
  if (!(await blocks.at(start, 2)).equals(Buffer.from('ffd8', 'hex'))) throw mismatch();
  let sized = false;
  let at = start + 2;
  for (let count = 0; count < 100_000; count++) {
    const head = await blocks.at(at, 4);
    if (head.length < 2) throw cutOff();
    const marker = head[1] ?? 0;
    if (head[0] !== 0xff) throw mismatch();
    if (marker === 0xff) at += 1; // a filler before a marker
    else if (marker === 0xd9) {
      if (!sized) throw mismatch();
      return { ...found, end: at + 2 };
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else {
      if (head.length < 4) throw cutOff();
      const next = at + 2 + head.readUInt16BE(2);
      if (next < at + 4 || next > blocks.size) throw cutOff();
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
        const frame = await blocks.at(at + 5, 4);
        if (frame.length === 4) mustBeBounded(frame.readUInt16BE(2), frame.readUInt16BE(0) || 1);
        sized = true;
      }
      await noteSegment(blocks, found, marker, at, next - 1);
      at = marker === 0xda ? await afterScan(blocks, next) : next;
    }
  }
  throw mismatch();
}

/** APP0 (JFIF), an APP2 that holds a colour profile, and APP14 (how colours are coded) belong to the picture; everything else is said about it. */
async function noteSegment(blocks: Blocks, found: Jpeg, marker: number, start: number, end: number): Promise<void> {
  if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return;
  const name = (await blocks.at(start + 4, Math.min(14, end - start - 3))).toString('latin1');
  if (marker === 0xe2 && name.startsWith('MPF\0')) found.several = true;
  if ((marker === 0xe0 && name.startsWith('JFIF\0')) || (marker === 0xe2 && name.startsWith('ICC_PROFILE\0')) || (marker === 0xee && name.startsWith('Adobe'))) return;
  found.asides.push({ start, end, what: marker === 0xe1 && name.startsWith('Exif\0') ? 'exif' : 'other' });
}

/** Coded picture up to the next marker that is none of its own. */
async function afterScan(blocks: Blocks, start: number): Promise<number> {
  for (let at = start; at < blocks.size; ) {
    const part = await blocks.at(at, 64 * 1024);
    const hit = markerIn(part);
    if (hit >= 0) return at + hit;
    // The last octet may begin a marker: it is looked at again, before the next ones.
    at += part.length > 1 && part.at(-1) === 0xff ? part.length - 1 : part.length;
  }
  throw cutOff();
}

/** Not a call per octet that looks like one: coded pictures are full of them. */
function markerIn(part: Buffer): number {
  for (let at = 0; at + 1 < part.length; at++) {
    if (part[at] !== 0xff) continue;
    const next = part[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return -1;
}

/**
 * Telephones put things behind the end of a picture: whole pictures it announced (a gain map, a preview), or a small index of their own
 * ("SEFT"), or zeros. That much is taken, since rejecting it would reject most photographs; it never leaves, as only the picture is delivered.
 */
async function mustBeOfCamera(blocks: Blocks, first: Jpeg): Promise<void> {
  let at = first.end;
  for (let more = 0; first.several && at < blocks.size && more < 16; more++) {
    const lead = await blocks.at(at, 64 * 1024);
    const pad = lead.findIndex((byte) => byte !== 0);
    if (pad < 0 || lead[pad] !== 0xff) break;
    at = (await jpegFrom(blocks, at + pad)).end;
  }
  const rest = blocks.size - at;
  if (rest === 0) return;
  if (rest > 2 ** 20) throw hides();
  const bytes = await blocks.at(at, rest);
  const zeros = bytes.every((byte) => byte === 0);
  const index = bytes.subarray(-4).toString('latin1') === 'SEFT' && !/PK[\u0001-\u0008]|%PDF|<\w|ftyp|MZ\u0090/i.test(bytes.toString('latin1'));
  if (!zeros && !index) throw hides();
}

/** GIF (89a): blocks up to the trailer, and nothing behind it. @throws Refused */
export async function walkGif(source: Source): Promise<Walked> {
  const blocks = new Blocks(source);
  const head = await blocks.at(0, 13);
  if (head.length < 13 || !/^GIF8[79]a/.test(head.toString('latin1', 0, 6))) throw mismatch();
  mustBeBounded(head.readUInt16LE(6), head.readUInt16LE(8));
  const asides: Aside[] = [];
  const left = { blocks: 2_000_000 };
  let at = 13 + tableBytes(head[10] ?? 0);
  for (;;) {
    const [kind, label] = await blocks.at(at, 2);
    if (kind === undefined) throw cutOff();
    if (kind === 0x3b) {
      if (at + 1 !== source.size) throw hides();
      return { asides, bytes: at + 1 };
    }
    const start = at;
    if (kind === 0x2c) {
      const frame = await blocks.at(at, 10);
      if (frame.length < 10) throw cutOff();
      mustBeBounded(frame.readUInt16LE(5), frame.readUInt16LE(7));
      at = await afterSubBlocks(blocks, at + 11 + tableBytes(frame[9] ?? 0), left);
    } else if (kind === 0x21) {
      const name = label === 0xff ? (await blocks.at(at + 3, 11)).toString('latin1') : '';
      at = await afterSubBlocks(blocks, at + 2, left);
      if (label === 0xfe || label === 0x01 || (label === 0xff && !/^(NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/.test(name))) asides.push({ start, end: at - 1, what: 'other' });
    } else throw mismatch();
  }
}

const tableBytes = (flags: number) => ((flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0);

async function afterSubBlocks(blocks: Blocks, start: number, left: { blocks: number }): Promise<number> {
  for (let at = start; ; ) {
    const [length] = await blocks.at(at, 1);
    if (length === undefined) throw cutOff();
    if (--left.blocks < 0) throw mismatch();
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** A field of a TIFF directory: where its twelve octets stand, and where its values lie. */
interface Field {
  tag: number;
  at: number;
  count: number;
  bytes: number;
  values: number;
  inline: boolean;
}

interface Tiff {
  little: boolean;
  directories: { fields: Field[] }[];
}

const widths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** The directories of a TIFF, or of the EXIF in another picture, at `base`. Follows no circle. @throws Refused */
async function readTiff(blocks: Blocks, base = 0): Promise<Tiff> {
  const head = await blocks.at(base, 8);
  const order = head.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') throw mismatch();
  const little = order === 'II*\0';
  const u16 = (bytes: Buffer, at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (bytes: Buffer, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  if (head.length < 8) throw mismatch();
  const directories: Tiff['directories'] = [];
  const seen = new Set<number>();
  for (let at = u32(head, 4); at !== 0; ) {
    if (seen.has(at) || seen.size >= 1_000) throw mismatch();
    seen.add(at);
    const counted = await blocks.at(base + at, 2);
    if (counted.length < 2) throw cutOff();
    const count = u16(counted, 0);
    const body = await blocks.at(base + at + 2, count * 12 + 4);
    if (count === 0 || body.length < count * 12 + 4) throw cutOff();
    const fields = Array.from({ length: count }, (_, index): Field => {
      const from = index * 12;
      const bytes = (widths[u16(body, from + 2)] ?? 1) * u32(body, from + 4);
      const inline = bytes <= 4;
      const own = base + at + 2 + from;
      return { tag: u16(body, from), at: own, count: u32(body, from + 4), bytes, values: inline ? own + 8 : base + u32(body, from + 8), inline };
    });
    directories.push({ fields });
    at = u32(body, count * 12);
  }
  return { little, directories };
}

const tiffWidth = 256;
const tiffHeight = 257;

/** What a TIFF says about its picture: maker, program, date, person, place, and the blocks other programs left in it. */
const tiffAsides = new Set([269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34853, 37724, 40965, 50706, 50707, 51125]);

/** A TIFF walked: its directories, and the stretches that say things about the picture, which are blanked where they stand. @throws Refused */
export async function walkTiff(source: Source): Promise<Walked> {
  const blocks = new Blocks(source);
  const { little, directories } = await readTiff(blocks);
  if (directories.length === 0) throw mismatch();
  const asides: Aside[] = [];
  for (const { fields } of directories) {
    const value = async (tag: number) => {
      const field = fields.find((one) => one.tag === tag);
      if (!field) return 0;
      const bytes = await blocks.at(field.values, field.bytes >= 4 ? 4 : 2);
      return bytes.length === 4 ? (little ? bytes.readUInt32LE(0) : bytes.readUInt32BE(0)) : bytes.length === 2 ? (little ? bytes.readUInt16LE(0) : bytes.readUInt16BE(0)) : 0;
    };
    mustBeBounded(await value(tiffWidth), await value(tiffHeight));
    for (const field of fields) {
      if (!tiffAsides.has(field.tag)) continue;
      if (field.tag === 34665 || field.tag === 34853) await noteSubDirectory(blocks, source.size, little, await value(field.tag), asides);
      else if (field.bytes > 0 && field.values + field.bytes <= source.size) asides.push({ start: field.values, end: field.values + field.bytes - 1, what: 'other' });
    }
  }
  if (asides.length > 5_000) throw mismatch();
  return { asides, bytes: source.size };
}

/** EXIF and GPS stand in a directory of their own: it is blanked with everything it points to. */
async function noteSubDirectory(blocks: Blocks, size: number, little: boolean, at: number, asides: Aside[]): Promise<void> {
  const counted = await blocks.at(at, 2);
  if (at === 0 || counted.length < 2) return;
  const count = little ? counted.readUInt16LE(0) : counted.readUInt16BE(0);
  const body = await blocks.at(at + 2, count * 12);
  if (count === 0 || count > 500 || body.length < count * 12) return;
  for (let from = 0; from < body.length; from += 12) {
    const [type, many, values] = little ? [body.readUInt16LE(from + 2), body.readUInt32LE(from + 4), body.readUInt32LE(from + 8)] : [body.readUInt16BE(from + 2), body.readUInt32BE(from + 4), body.readUInt32BE(from + 8)];
    const bytes = (widths[type] ?? 1) * many;
    if (bytes > 4 && values + bytes <= size) asides.push({ start: values, end: values + bytes - 1, what: 'other' });
  }
  asides.push({ start: at + 2, end: at + 1 + count * 12, what: 'other' });
}

/** Which way up the picture is, as its EXIF says: 1 (as it is) to 8. @param at where the EXIF's own header stands */
export async function orientationAt(source: Source, at: number): Promise<number> {
  try {
    const blocks = new Blocks(source);
    const { little, directories } = await readTiff(blocks, at);
    const field = directories[0]?.fields.find(({ tag }) => tag === 274);
    if (!field) return 1;
    const bytes = await blocks.at(field.values, 2);
    const value = little ? bytes.readUInt16LE(0) : bytes.readUInt16BE(0);
    return value >= 1 && value <= 8 ? value : 1;
  } catch {
    return 1;
  }
}
