import { Refused } from './refusal.js';
import type { Aside, Walked } from './pictures/index.js';
import { Blocks, type Source } from './source.js';

const mismatch = () => new Refused('file-content', 'Its content is not a video as its name says. Save it again as MP4 and send that.');
const cutOff = () => new Refused('cut-off', 'It ends before the video does; it was probably cut off. Copy it once more from where it came and send that.');

/** Boxes that hold others, on the way to what is said about the video. */
const holders = new Set(['moov', 'trak', 'mdia', 'minf']);

interface Box {
  type: string;
  at: number;
  body: number;
  end: number;
}

/** MP4 (ISO 14496-12): boxes from `ftyp` to the last octet. What is said about it (place, device, titles) stands in `udta`, `meta` and `uuid`. @throws Refused */
export async function walkMp4(source: Source): Promise<Walked> {
  const blocks = new Blocks(source);
  const asides: Aside[] = [];
  let shows = false;
  let left = 20_000;
  const walk = async (from: number, to: number, top: boolean): Promise<void> => {
    for (let at = from; at < to; ) {
      if (--left < 0) throw mismatch();
      const box = await boxAt(blocks, at, to);
      if (top && at === 0 && box.type !== 'ftyp') throw mismatch();
      if (['udta', 'meta', 'uuid'].includes(box.type)) asides.push({ start: box.at + 4, end: box.end - 1, what: 'other' });
      else if (box.type === 'hdlr') shows ||= (await blocks.at(box.body + 8, 4)).toString('latin1') === 'vide';
      else if (holders.has(box.type)) await walk(box.body, box.end, false);
      at = box.end;
    }
  };
  await walk(0, source.size, true);
  return { asides, bytes: source.size, shows };
}

async function boxAt(blocks: Blocks, at: number, to: number): Promise<Box> {
  const head = await blocks.at(at, 16);
  if (head.length < 8) throw cutOff();
  const type = head.toString('latin1', 4, 8);
  const narrow = head.readUInt32BE(0);
  if (narrow === 1 && head.length < 16) throw cutOff();
  const size = narrow === 1 ? Number(head.readBigUInt64BE(8)) : narrow === 0 ? to - at : narrow;
  const body = at + (narrow === 1 ? 16 : 8);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type) || at + size < body) throw mismatch();
  if (at + size > to) throw cutOff();
  return { type, at, body, end: at + size };
}
