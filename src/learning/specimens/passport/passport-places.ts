import type { Place } from '../places.js';

/** A data page of format TD3 (Doc 9303-4): 125 by 88 mm, in tenths of a millimetre. */
export const page = { width: 1250, height: 880 } as const;

export const places = {
  photo: { label: 'Photo', at: [48, 150, 340, 440] },
  'photo-edge': { label: 'Edge of the photo', at: [48, 150, 340, 440], edge: 44 },
  'ghost-portrait': { label: 'Ghost portrait', at: [1020, 430, 160, 208] },
  number: { label: 'Passport number', at: [880, 26, 310, 76] },
  surname: { label: 'Surname and given names', at: [492, 150, 290, 130] },
  birth: { label: 'Date of birth', at: [492, 356, 250, 60] },
  sex: { label: 'Sex', at: [764, 356, 60, 60] },
  expiry: { label: 'Date of expiry', at: [750, 424, 242, 60] },
  signature: { label: 'Signature', at: [500, 560, 270, 80] },
  'mrz-1': { label: 'Machine readable zone, line 1', at: [48, 716, 1154, 48] },
  'mrz-2': { label: 'Machine readable zone, line 2', at: [48, 780, 1154, 48] },
  dovid: { label: 'Optically variable foil device', at: [302, 430, 184, 184], round: true },
  ovi: { label: 'Optically variable ink', at: [1030, 150, 140, 100] },
  laminate: { label: 'Edge of the laminate', at: [20, 20, 1210, 636], edge: 40 },
  guilloche: { label: 'Guilloche rosette over the photo', at: [263, 165, 250, 250], round: true },
  microprint: { label: 'Fine line above the machine readable zone', at: [48, 640, 930, 20] },
  watermark: { label: 'Watermark', at: [790, 170, 180, 190] },
  thread: { label: 'Security thread', at: [990, 0, 20, 880] },
  fibres: { label: 'Paper and its fibres', at: [0, 0, 1250, 880] },
  'see-through': { label: 'See-through register', at: [32, 28, 76, 76], round: true },
  'intaglio-border': { label: 'Intaglio border', at: [130, 108, 740, 30] },
  cli: { label: 'Changeable laser image', at: [850, 540, 130, 90] },
  perforation: { label: 'Perforated number', at: [1194, 150, 44, 480] },
} as const satisfies Record<string, Place>;

export type PagePlace = keyof typeof places;
