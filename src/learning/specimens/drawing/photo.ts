import type { Face } from '../faces/face.js';
import { inOneInk, portrait, type Tone } from '../faces/portrait.js';
import type { Layer } from '../specimen.js';
import { write } from './glyphs.js';
import { inkIn, inks } from './inks.js';
import { scattered } from './patterns.js';
import { box, group, line, tag } from './svg.js';

type Box = readonly [x: number, y: number, width: number, height: number];

/** Definitions the photo and whatever was added need: what desktop printers leave under the loupe, the screen of a laser, the photo's outline, and what lies over it: a photo that was stuck on covers it. */
export const photoDefinitions = ([x, y, width, height]: Box, sheetWidth: number, sheetHeight: number, layer: Layer, pasted: boolean): string =>
  (layer === 'loupe' ? scattered('jet', ['#1b1c22', '#2a252c', '#6b4a86', '#3d6b86', '#8a6a3a'], 6) + scattered('spray', ['#2a9fc4', '#c4408a', '#d8bd2f', '#3b3a40'], 14)
    + tag('pattern', { id: 'screen', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, box(0, 0, 6, 2.2, '#1b1c22', { opacity: 0.25 })) : '')
  + tag('clipPath', { id: 'photo' }, box(x, y, width, height, '#000000'))
  + tag('clipPath', { id: 'over' }, tag('path', { d: `M0 0H${sheetWidth}V${sheetHeight}H0Z${pasted ? `M${x - 9} ${y - 9}v${height + 18}h${width + 18}v${-height - 18}Z` : ''}`, 'clip-rule': 'evenodd' }));

/** How a photo's colours are printed: carbon stays in the infrared, the dyes of a desktop printer do not. */
export function toneOf(layer: Layer, dye: boolean): Tone {
  if (layer === 'uv') return inOneInk(dye ? '#1c1446' : '#060318', dye ? '#3d3280' : '#2a2066');
  if (layer === 'ir') return dye ? inOneInk('#c3c4c2', '#dedfdd') : inOneInk('#1d1f21', '#e9eae8');
  if (layer === 'transmitted') return inOneInk('#3a2a12', '#e6cb92');
  return (colour) => colour;
}

interface Photo {
  face: Face;
  /** By a desktop printer. */
  dye: boolean;
  /** Stuck on, a little awry. */
  pasted: boolean;
  /** As it is engraved in a card, in greys. */
  grey?: true;
}

export function photo([x, y, width, height]: Box, { face, dye, pasted, grey }: Photo, layer: Layer): string {
  const greys = inOneInk('#22262a', '#eef1f0');
  const tone: Tone = grey && (layer === 'white' || layer === 'tilt' || layer === 'loupe') ? greys : toneOf(layer, dye);
  const backdrop = { white: '#dbe3e6', tilt: '#dbe3e6', loupe: '#dbe3e6', uv: dye ? '#2b2168' : '#1d1650', ir: dye ? '#dddedc' : '#d0d3d3', transmitted: pasted ? '#cfb377' : '#e2c88e' }[layer];
  const scale = Math.min(width / 374, height / 488);
  const image = group({ 'clip-path': 'url(#photo)' }, box(x, y, width, height, backdrop), group({ transform: `translate(${(x + width / 2 - 200 * scale).toFixed(1)} ${(y + height - 490 * scale).toFixed(1)}) scale(${scale.toFixed(3)})` }, portrait(face, tone)))
    + (layer === 'loupe' ? box(x, y, width, height, dye ? 'url(#spray)' : 'url(#screen)', { opacity: dye ? 0.8 : 1 }) : '');
  return pasted ? group({ transform: `translate(2 -1) rotate(-.7 ${x + width / 2} ${y + height / 2})` }, image) : image;
}

/** The edge a knife left around a photo, and the glue under it. */
export function seam([x, y, width, height]: Box, layer: Layer): string {
  const d = `M${x - 2} ${y + 3}L${x + width + 3} ${y - 3}L${x + width + 5} ${y + height - 3}L${x + 1} ${y + height + 2}Z`;
  switch (layer) {
    case 'uv': return line(d, '#cfe2ff', 9, { opacity: 0.45 }) + line(d, '#f1f7ff', 3, { 'stroke-dasharray': '120 14 60 22 200 9' });
    case 'transmitted': return line(d, '#6e5a30', 5, { opacity: 0.75 });
    case 'ir': return line(d, '#a5a9aa', 2.4);
    case 'tilt': return line(d, '#fffdf6', 4) + group({ transform: 'translate(3 4)' }, line(d, '#6f6757', 3, { opacity: 0.6 }));
    default: return line(d, '#fffdf7', 3.4) + group({ transform: 'translate(1.4 1.6)' }, line(d, '#8c8473', 1.2, { opacity: 0.8 }));
  }
}

/** A character in dye over another, on a ground that was rubbed: the infrared looks through it. */
export function writtenOver({ at, character }: { at: number; character: string }, x: number, y: number, pitch: number, size: number, layer: Layer): string {
  const left = x + at * pitch;
  const rubbed = { white: ['#fbf8ef', 0.8], tilt: ['#fffdf6', 0.95], loupe: ['#fbf8ef', 0.85], uv: ['#9db4ff', 0.75], ir: [null, 0], transmitted: ['#fff3cf', 0.85] }[layer] as [string | null, number];
  const ink = layer === 'loupe' ? 'url(#jet)' : inkIn(inks.dye, layer);
  return box(left - 4, y - size - 5, pitch + 2, size + 9, rubbed[0], { rx: 5, opacity: rubbed[1] }) + write(character, left + 0.6, y - 1.4, ink, { size: size + 0.6, weight: 0.15 });
}
