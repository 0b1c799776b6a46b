import { sheet } from '../drawing/sheet.js';
import { box, tag } from '../drawing/svg.js';
import { areasOf, type Place } from '../places.js';
import type { Drawn } from '../specimen.js';
import { later, lookAlike, somebody, type Feature } from './people.js';
import { portrait } from './portrait.js';

const head = { width: 400, height: 500 } as const;

const places = {
  'left-ear': { label: 'Ear on the left of the image', at: [62, 205, 56, 120] },
  'right-ear': { label: 'Ear on the right of the image', at: [282, 205, 56, 120] },
  hairline: { label: 'Hairline', at: [100, 90, 200, 76] },
  eyes: { label: 'Eyes and brows', at: [115, 180, 170, 72] },
  nose: { label: 'Nose', at: [162, 252, 76, 62] },
  philtrum: { label: 'Groove between nose and lip', at: [178, 308, 44, 40] },
  mouth: { label: 'Mouth', at: [145, 330, 110, 54] },
  chin: { label: 'Chin and jaw', at: [124, 384, 152, 56] },
  'left-cheek': { label: 'Cheek on the left of the image', at: [105, 255, 56, 100] },
  'right-cheek': { label: 'Cheek on the right of the image', at: [239, 255, 56, 100] },
  forehead: { label: 'Forehead', at: [130, 140, 140, 48] },
} as const satisfies Record<string, Place>;

const seenIn: Record<Feature, readonly (keyof typeof places)[]> = {
  ears: ['left-ear', 'right-ear'], lobes: ['left-ear', 'right-ear'], nose: ['nose'], philtrum: ['philtrum'], scar: ['right-cheek'], mole: ['left-cheek', 'right-cheek'], hairline: ['hairline'], eyes: ['eyes'], lips: ['mouth'], chin: ['chin'],
};

/** The twenty pairs: null for one person twice, or the features by which two people differ. */
export const pairs: readonly (readonly Feature[] | null)[] = [
  null, ['ears', 'nose'], ['lobes', 'philtrum'], null, null, ['nose', 'lips'], ['ears', 'eyes'], null, null, ['philtrum', 'chin'],
  null, ['hairline', 'lobes', 'nose'], ['eyes', 'lips'], null, ['ears', 'chin'], null, null, ['lobes', 'nose'], ['eyes', 'philtrum'], null,
];

/** Drawn pairs of portraits (§ face comparison): ears, nose, philtrum, scars and hairline tell; hair, weight, years and glasses deceive. */
export const faces: readonly Drawn[] = pairs.flatMap((features, index) => {
  const number = String(index + 1).padStart(2, '0');
  const first = somebody(number);
  const second = later(features ? lookAlike(first, features) : first, number);
  return (['a', 'b'] as const).map((side): Drawn => ({
    id: `face-${number}-${side}`, title: `Pair ${index + 1}, ${side === 'a' ? 'first' : 'second'} portrait`, description: 'A drawn portrait of nobody who lives.', ...head, layers: ['white'],
    seen: { white: 'A face from the front, with its ears, hairline, eyes, nose, mouth and chin.' }, areas: areasOf(places, head.width, head.height),
    genuine: side === 'a' ? null : `face-${number}-a`, altered: side === 'a' ? [] : (features ?? []).flatMap((feature) => seenIn[feature]),
    draw: () => {
      const ground = tag('linearGradient', { id: 'g', x2: 0, y2: 1 }, tag('stop', { 'stop-color': '#e9eef0' }), tag('stop', { offset: 1, 'stop-color': '#cfd8db' }));
      return sheet(head.width, head.height, ground, box(0, 0, head.width, head.height, 'url(#g)') + portrait(side === 'a' ? first : second, (colour) => colour));
    },
  }));
});
