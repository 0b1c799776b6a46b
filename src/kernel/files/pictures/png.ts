import { Blocks, type Source } from '../source.js';
import { cutOff, hides, mismatch, mustBeBounded, type Aside, type Walked } from './walked.js';

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
