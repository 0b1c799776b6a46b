import type { Place } from '../places.js';

/** Both sides of a card of format TD1 (Doc 9303-5), the front above the back: 85.6 by 54 mm each, in tenths of a millimetre. */
export const card = { width: 856, height: 1120, side: 540, back: 580 } as const;

export const places = {
  photo: { label: 'Photo', at: [40, 130, 240, 310] },
  'photo-edge': { label: 'Edge of the photo', at: [40, 130, 240, 310], edge: 40 },
  'ghost-portrait': { label: 'Ghost portrait', at: [700, 350, 116, 150] },
  number: { label: 'Document number', at: [560, 28, 262, 70] },
  surname: { label: 'Surname and given names', at: [310, 130, 240, 120] },
  birth: { label: 'Date of birth', at: [310, 262, 210, 54] },
  sex: { label: 'Sex', at: [530, 262, 50, 54] },
  expiry: { label: 'Date of expiry', at: [350, 326, 210, 54] },
  signature: { label: 'Signature', at: [350, 420, 200, 66] },
  dovid: { label: 'Optically variable foil device', at: [214, 318, 130, 130], round: true },
  ovi: { label: 'Optically variable ink', at: [716, 130, 104, 76] },
  window: { label: 'Transparent window', at: [584, 140, 92, 112], round: true },
  guilloche: { label: 'Guilloche rosette over the photo', at: [190, 130, 180, 180], round: true },
  microprint: { label: 'Fine line along the lower edge', at: [40, 504, 640, 18] },
  cli: { label: 'Changeable laser image', at: [584, 420, 96, 70] },
  'mrz-1': { label: 'Machine readable zone, line 1', at: [40, 884, 776, 46] },
  'mrz-2': { label: 'Machine readable zone, line 2', at: [40, 946, 776, 46] },
  'mrz-3': { label: 'Machine readable zone, line 3', at: [40, 1008, 776, 46] },
} as const satisfies Record<string, Place>;

export type CardPlace = keyof typeof places;
