import { group, short, tag } from './svg.js';

/** Characters as strokes in a box of 6 by 10, after the manner of OCR-B: drawn, so that no machine's fonts change a specimen, and none is shipped. */
const strokes: Readonly<Record<string, string>> = {
  A: 'M0 10L3 0L6 10M1.2 6.4H4.8', B: 'M0 4.8H3.3C6.9 4.8 6.9 10 3.3 10H0V0H3C6.2 0 6.2 4.8 3 4.8', C: 'M5.8 1.6C4-1.2 0-.4 0 5C0 10.4 4 11.2 5.8 8.4', D: 'M0 0V10H2.2C7.2 10 7.2 0 2.2 0Z',
  E: 'M5.6 0H0V10H5.8M0 4.8H4.6', F: 'M5.8 0H0V10M0 4.8H4.8', G: 'M5.6 1.6C4-1.2 0-.4 0 5C0 10.6 4.6 11.2 5.8 8.6V5.4H3.2', H: 'M0 0V10M6 0V10M0 4.8H6', I: 'M3 0V10M1 0H5M1 10H5',
  J: 'M2 0H5V7C5 11 .8 11 .4 7.6', K: 'M0 0V10M5.8 0L0 6M2 4.1L6 10', L: 'M0 0V10H5.6', M: 'M0 10V0L3 5.2L6 0V10', N: 'M0 10V0L6 10V0', O: 'M3 0C-1 0-1 10 3 10C7 10 7 0 3 0Z',
  P: 'M0 10V0H3.2C6.8 0 6.8 5.6 3.2 5.6H0', Q: 'M3 0C-1 0-1 10 3 10C7 10 7 0 3 0ZM3.8 7L6 10.6', R: 'M0 10V0H3.2C6.8 0 6.8 5.4 3.2 5.4H0M3 5.4L6 10', S: 'M5.6 1.5C4.2-.9.4-.4.4 2.4C.4 5.6 6 4.3 6 7.4C6 10.8 1.3 10.6.1 8.3',
  T: 'M0 0H6M3 0V10', U: 'M0 0V6.5C0 11.2 6 11.2 6 6.5V0', V: 'M0 0L3 10L6 0', W: 'M0 0L1.5 10L3 3.6L4.5 10L6 0', X: 'M0 0L6 10M6 0L0 10', Y: 'M0 0L3 4.8L6 0M3 4.8V10', Z: 'M.2 0H6L0 10H6',
  0: 'M3 0C-.4 0-.4 10 3 10C6.4 10 6.4 0 3 0Z', 1: 'M1 2L3.4 0V10M1.2 10H5.4', 2: 'M.4 2.5C.8-.8 5.8-.9 5.6 2.7C5.5 5.4.4 7.3.2 10H5.8', 3: 'M.4 0H5.4L2.5 4C6.9 3.8 6.8 10 2.6 10C1.4 10 .6 9.6 0 8.9',
  4: 'M3.8 0L0 7.2H6M4.4 4.4V10', 5: 'M5.4 0H1L.7 4.6C4 3 6.2 4.9 5.8 7.2C5.4 10.4 1.5 10.7 0 8.9', 6: 'M4.6 0C2 2 0 4.4 0 7C0 11 6 11 6 7C6 3.4 1.6 3.2.4 5.8', 7: 'M.2 0H5.8L2.2 10',
  8: 'M3 4.6C.2 4.6.2 0 3 0C5.8 0 5.8 4.6 3 4.6C-1 4.6-1 10 3 10C7 10 7 4.6 3 4.6Z', 9: 'M1.4 10C4 8 6 5.6 6 3C6-1 0-1 0 3C0 6.6 4.4 6.8 5.6 4.2',
  '<': 'M5.4 1.8L.8 5L5.4 8.2', '/': 'M.4 10L5.6 0', '-': 'M1 5.4H5', '.': 'M2.9 9.6H3.1', ',': 'M3.2 9.2L2.2 11.4', '·': 'M2.9 5.2H3.1', ':': 'M2.9 3.4H3.1M2.9 8.4H3.1',
};

const idOf = (character: string) => `c${character.codePointAt(0)?.toString(36)}`;

/** The characters a drawing uses, to stand among its definitions. */
export function glyphDefinitions(drawing: string): string {
  return Object.entries(strokes).filter(([character]) => drawing.includes(`#${idOf(character)}"`)).map(([character, d]) => tag('path', { id: idOf(character), d })).join('');
}

export interface Lettering {
  /** Height of a capital. */
  size: number;
  /** From one character to the next; nine tenths of the height when left out. */
  pitch?: number;
  /** Of the stroke, as a part of the height. */
  weight?: number;
  /** Horizontal stretch. */
  width?: number;
  /** In degrees. */
  slant?: number;
}

/** One line of text, its first character's left edge at `x` and its foot at `y`. Small letters are written as capitals. */
export function write(text: string, x: number, y: number, ink: string | null, { size, pitch = size * 0.9, weight = 0.13, width = 1, slant = 0 }: Lettering): string {
  if (ink === null) return '';
  const scale = size / 10;
  const characters = [...text.toUpperCase()].map((character, index) => (strokes[character] ? tag('use', { href: `#${idOf(character)}`, x: (index * pitch) / (scale * width) }) : ''));
  const transform = `translate(${short(x)} ${short(y - size)}) scale(${(scale * width).toFixed(3)} ${scale.toFixed(3)})${slant === 0 ? '' : ` skewX(${-slant})`}`;
  return group({ transform, fill: 'none', stroke: ink, 'stroke-width': weight * 10, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }, ...characters);
}
