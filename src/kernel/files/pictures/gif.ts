import { Blocks, type Source } from '../source.js';
import { cutOff, hides, mismatch, mustBeBounded, type Aside, type Walked } from './walked.js';

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
