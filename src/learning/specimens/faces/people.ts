import { Draw } from '../../mrz/index.js';
import type { Face, Look } from './face.js';

const skins = ['#f0cfb4', '#e3b793', '#d09f77', '#b98058', '#94613f', '#6f4630'] as const;
const hairs = ['#1c1512', '#2e211a', '#4a3222', '#7a5534', '#a3753f', '#59504b'] as const;
const shirts = ['#33475c', '#5a3f4c', '#3f5a48', '#6a5a3e', '#4a4a5e', '#7b7f86'] as const;

const span = (draw: Draw, least: number, most: number) => least + ((most - least) * draw.below(1001)) / 1000;

/** Somebody drawn by chance. */
export function somebody(seed: string): Face {
  const draw = new Draw(`face:${seed}`);
  const skin = draw.one(skins);
  return {
    skin, width: span(draw, 0.94, 1.08), jaw: span(draw, 0.9, 1.1), ear: span(draw, 0.9, 1.12), earOut: span(draw, 0, 1), lobe: draw.one(['free', 'attached'] as const),
    eyes: span(draw, 0.92, 1.1), eyeGap: span(draw, 0.95, 1.08), eyeTilt: span(draw, -0.6, 1.4), iris: draw.one(['#3a2416', '#54381f', '#5d6b3c', '#4a6478'] as const), brow: span(draw, 0.7, 1.3), browArch: span(draw, 0.4, 1.4),
    nose: span(draw, 0.85, 1.2), noseLength: span(draw, 0.6, 1.4), philtrum: span(draw, 0.8, 1.2), groove: span(draw, 0.2, 1), lips: span(draw, 0.8, 1.3), mouth: span(draw, 0.9, 1.1),
    cleft: draw.below(5) === 0, hairline: draw.one(['round', 'square', 'peak', 'receding'] as const),
    scar: draw.below(4) === 0 ? draw.one([[252, 292, 268, 330], [150, 160, 178, 152], [168, 396, 182, 412], [138, 188, 150, 206]] as const) : undefined,
    mole: draw.below(3) === 0 ? draw.one([[150, 322], [246, 344], [232, 172], [258, 268]] as const) : undefined,
    look: someLook(draw, skin),
  };
}

function someLook(draw: Draw, skin: string): Look {
  const cut = draw.one(['short', 'cropped', 'bob', 'long', 'tied', 'short'] as const);
  return {
    hair: draw.one(skins.indexOf(skin as (typeof skins)[number]) > 1 ? hairs.slice(0, 3) : hairs), cut, weight: span(draw, -0.5, 1.1), years: span(draw, 0, 0.9), glasses: draw.below(3) === 0 ? true : undefined,
    beard: (cut === 'short' || cut === 'cropped') && draw.below(3) === 0 ? true : undefined, shirt: draw.one(shirts), smile: span(draw, -0.4, 0.8),
  };
}

/** Features by which a look-alike is told: each of them changed so that looking twice shows it, and no more. */
const changes = {
  ears: (face: Face): Face => ({ ...face, ear: face.ear > 1 ? face.ear - 0.18 : face.ear + 0.18, earOut: face.earOut > 0.5 ? 0 : 1 }),
  lobes: (face: Face): Face => ({ ...face, lobe: face.lobe === 'free' ? 'attached' : 'free' }),
  nose: (face: Face): Face => ({ ...face, nose: face.nose > 1 ? face.nose - 0.24 : face.nose + 0.24, noseLength: face.noseLength > 1 ? face.noseLength - 0.5 : face.noseLength + 0.5 }),
  philtrum: (face: Face): Face => ({ ...face, philtrum: face.philtrum > 1 ? face.philtrum - 0.34 : face.philtrum + 0.34, groove: face.groove > 0.6 ? 0.1 : 1 }),
  scar: (face: Face): Face => ({ ...face, scar: face.scar ? undefined : [252, 290, 270, 332] }),
  mole: (face: Face): Face => ({ ...face, mole: face.mole ? [400 - face.mole[0], face.mole[1]] : [246, 346] }),
  hairline: (face: Face): Face => ({ ...face, hairline: face.hairline === 'peak' ? 'round' : face.hairline === 'receding' ? 'square' : 'peak' }),
  eyes: (face: Face): Face => ({ ...face, eyeGap: face.eyeGap > 1.01 ? face.eyeGap - 0.12 : face.eyeGap + 0.12, eyeTilt: face.eyeTilt > 0.4 ? -0.8 : 1.6 }),
  lips: (face: Face): Face => ({ ...face, lips: face.lips > 1.05 ? face.lips - 0.42 : face.lips + 0.42 }),
  chin: (face: Face): Face => ({ ...face, cleft: !face.cleft, jaw: face.jaw > 1 ? face.jaw - 0.16 : face.jaw + 0.16 }),
} as const;
export type Feature = keyof typeof changes;

/** Somebody else who looks much like them. */
export const lookAlike = (face: Face, features: readonly Feature[]): Face => features.reduce((made, feature) => changes[feature](made), face);

/** The same person at another time: everything that lasts is as it was. */
export function later(face: Face, seed: string): Face {
  const look = someLook(new Draw(`later:${seed}`), face.skin);
  return { ...face, look: { ...look, cut: look.cut === face.look.cut ? (face.look.cut === 'short' ? 'cropped' : 'short') : look.cut } };
}
