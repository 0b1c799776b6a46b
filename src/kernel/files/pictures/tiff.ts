import { Blocks, type Source } from '../source.js';
import { cutOff, mismatch, mustBeBounded, type Aside, type Walked } from './walked.js';

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
