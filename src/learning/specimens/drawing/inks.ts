import type { Layer } from '../specimen.js';

/** How an ink, or a paper, looks in each light; null where it cannot be seen. Tilted and under the loupe it looks as it does by eye. */
export interface Ink {
  white: string;
  uv: string | null;
  ir: string | null;
  transmitted: string | null;
}

const ink = (white: string, uv: string | null, ir: string | null, transmitted: string | null): Ink => ({ white, uv, ir, transmitted });

export const inkIn = (of: Ink, layer: Layer): string | null => (layer === 'tilt' || layer === 'loupe' ? of.white : of[layer]);

export const inks = {
  /** Dull under ultraviolet, as security paper is; polycarbonate likewise. */
  paper: ink('#f5f0e3', '#191340', '#dfe0de', '#f2deac'),
  /** Carbon black, by laser: stays in the infrared. */
  data: ink('#1b1c22', '#070418', '#24272a', '#21180c'),
  /** Offset inks that drop out in the infrared. */
  label: ink('#33697f', '#332a70', null, '#8d7c55'),
  teal: ink('#5aa3ad', '#30287a', null, '#c2b27c'),
  rose: ink('#c98a8f', '#3a2670', null, '#d2b286'),
  sand: ink('#c9ad6b', '#33296b', null, '#cfbb80'),
  /** Offset, with a second life under ultraviolet. */
  glowing: ink('#8fb39a', '#36e6c8', null, '#c9bd86'),
  /** Recess print. */
  intaglio: ink('#0d3d52', '#0b0830', '#7d8488', '#3c3a28'),
  /** Letterpress number, orange under ultraviolet. */
  number: ink('#8a1f1c', '#ff8b2e', '#54585b', '#43160c'),
  hand: ink('#233f86', '#0d0930', '#b4b7b8', '#3a3626'),
  /** What a desktop inkjet prints: dyes, which the infrared does not see. */
  dye: ink('#2a252c', '#170f3c', null, '#4b3f28'),
  /** Ink of official stamps: dull under ultraviolet. */
  stampEntry: ink('#20518f', '#120d3a', '#8d9396', '#5b5a4c'),
  stampExit: ink('#7a2b5c', '#150b38', '#95989b', '#6b4f48'),
} as const satisfies Record<string, Ink>;
