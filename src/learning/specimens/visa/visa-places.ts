import type { Place } from '../places.js';

/** A visa sticker of format MRV-A (Doc 9303-7): 120 by 80 mm, in tenths of a millimetre. */
export const visa = { width: 1200, height: 800 } as const;

export const places = {
  photo: { label: 'Photo', at: [44, 150, 260, 330] },
  'photo-edge': { label: 'Edge of the photo', at: [44, 150, 260, 330], edge: 40 },
  number: { label: 'Number of the sticker', at: [850, 26, 310, 76] },
  'valid-from': { label: 'Valid from', at: [390, 214, 240, 58] },
  'valid-until': { label: 'Valid until', at: [660, 214, 240, 58] },
  entries: { label: 'Number of entries', at: [390, 284, 160, 58] },
  duration: { label: 'Duration of stay', at: [660, 284, 190, 58] },
  passport: { label: 'Passport number', at: [390, 354, 240, 58] },
  surname: { label: 'Surname and given names', at: [390, 424, 480, 58] },
  'mrz-1': { label: 'Machine readable zone, line 1', at: [24, 636, 1152, 48] },
  'mrz-2': { label: 'Machine readable zone, line 2', at: [24, 700, 1152, 48] },
  dovid: { label: 'Optically variable foil device', at: [940, 290, 190, 190], round: true },
  ovi: { label: 'Optically variable ink', at: [1000, 140, 140, 100] },
  guilloche: { label: 'Guilloche rosette over the photo', at: [200, 200, 210, 210], round: true },
  microprint: { label: 'Fine line above the machine readable zone', at: [44, 568, 1112, 20] },
  'intaglio-border': { label: 'Intaglio border', at: [130, 108, 700, 30] },
  fibres: { label: 'Paper and its fibres', at: [0, 0, 1200, 800] },
} as const satisfies Record<string, Place>;

export type VisaPlace = keyof typeof places;
