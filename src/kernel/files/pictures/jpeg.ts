import { Blocks, type Source } from '../source.js';
import { cutOff, hides, mismatch, mustBeBounded, type Aside, type Walked } from './walked.js';

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
