import type { Place } from '../places.js';

/** Two facing inner pages of a passport book: 88 by 125 mm each, in tenths of a millimetre. */
export const spread = { width: 1760, height: 1250, fold: 880 } as const;

export const places = {
  'page-number-left': { label: 'Page number, left', at: [60, 1160, 110, 60] },
  'page-number-right': { label: 'Page number, right', at: [1590, 1160, 110, 60] },
  stitching: { label: 'Fold and binding thread', at: [846, 0, 68, 1250] },
  'perforation-left': { label: 'Perforated number, left', at: [280, 1130, 320, 56] },
  'perforation-right': { label: 'Perforated number, right', at: [1160, 1130, 320, 56] },
  'stamp-entry': { label: 'Entry stamp', at: [110, 190, 420, 260] },
  'stamp-exit': { label: 'Exit stamp', at: [1130, 420, 420, 260] },
  motif: { label: 'Motif across the fold', at: [570, 325, 640, 650] },
  watermark: { label: 'Watermark', at: [230, 780, 240, 250] },
  'see-through': { label: 'See-through register', at: [1610, 60, 80, 80], round: true },
  fibres: { label: 'Paper and its fibres', at: [0, 0, 1760, 1250] },
} as const satisfies Record<string, Place>;

export type SpreadPlace = keyof typeof places;
