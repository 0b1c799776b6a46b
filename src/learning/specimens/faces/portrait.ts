import { group, line, shape, short, tag } from '../drawing/svg.js';
import type { Face } from './face.js';

/** How the colours of a portrait are printed: as they are, or toned for a light or a process; null leaves a part out. */
export type Tone = (colour: string) => string | null;

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const hex = (values: readonly number[]) => `#${values.map((value) => Math.round(Math.min(255, Math.max(0, value))).toString(16).padStart(2, '0')).join('')}`;
/** One colour with a part of another. */
export const mixed = (colour: string, other: string, part: number): string => {
  const [one, two] = [channels(colour), channels(other)];
  return hex(one.map((value, index) => value * (1 - part) + (two[index] ?? 0) * part));
};
/** Between two colours by how bright it is: a portrait in one ink. */
export const inOneInk = (dark: string, light: string): Tone => (colour) => {
  const [r = 0, g = 0, b = 0] = channels(colour);
  return mixed(dark, light, (0.3 * r + 0.59 * g + 0.11 * b) / 255);
};

/** Mirrored at the middle of the face, 200. */
const both = (of: (side: 1 | -1) => string) => of(-1) + of(1);
const xy = (...values: number[]) => values.map(short).join(' ');

/** A head and shoulders in a box of 400 by 500. Drawn to be told apart by its features, and to be nobody's. */
export function portrait(face: Face, tone: Tone): string {
  const { look } = face;
  const half = 90 * face.width + 9 * look.weight;
  const jaw = 70 * face.jaw + 16 * look.weight;
  const hair = mixed(look.hair, '#b9b6b2', Math.max(0, look.years - 0.5) * 0.9);
  const dark = mixed(face.skin, '#3a1a10', 0.42);
  const shade = mixed(face.skin, '#4a2416', 0.2);
  const nose = 300 + 22 * (face.noseLength - 1);
  const mouth = nose + 36 * face.philtrum + 12;
  const parts = [
    back(face, half, hair, tone), shoulders(face, shade, tone), both((side) => ear(face, side, half, shade, dark, tone)), skull(face, half, jaw, shade, dark, tone),
    both((side) => eye(face, side, hair, dark, tone)), noseOf(face, nose, dark, shade, tone), lipsOf(face, nose, mouth, dark, tone), marks(face, mouth, jaw, dark, hair, tone), top(face, half, hair, tone),
    look.glasses ? both((side) => line(`M${xy(200 + side * 12, 222)}q${xy(side * 8, -16, side * 40, -15)}t${xy(side * 38, 12)}q${xy(side * 4, 38, -side * 34, 39)}t${xy(-side * 44, -36)}M${xy(200 + side * 88, 218)}L${xy(200 + side * (half + 4), 226)}M200 216q${xy(side * 8, -4, side * 12, 3)}`, tone('#2c3038'), 5)) : '',
  ];
  return group({ 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }, ...parts);
}

function back({ look }: Face, half: number, hair: string, tone: Tone): string {
  const low = { short: 0, cropped: 0, tied: 0, bob: 385, long: 490 }[look.cut];
  if (look.cut === 'tied') return tag('circle', { cx: 200, cy: 66, r: 34, fill: tone(mixed(hair, '#000000', 0.15)) ?? 'none' });
  if (low === 0) return '';
  const wide = half + 30;
  return shape(`M200 58C${xy(200 - wide * 1.1, 58, 200 - wide - 8, 190, 200 - wide, 300)}L${xy(200 - wide + 4, low)}Q${xy(200, low + 20, 200 + wide - 4, low)}L${xy(200 + wide, 300)}C${xy(200 + wide + 8, 190, 200 + wide * 1.1, 58, 200, 58)}Z`, tone(mixed(hair, '#000000', 0.22)));
}

function shoulders({ skin, look }: Face, shade: string, tone: Tone): string {
  const neck = 50 + 8 * look.weight;
  return shape(`M20 500C24 446 96 442 ${xy(200 - neck, 424)}H${short(200 + neck)}C304 442 376 446 380 500Z`, tone(look.shirt))
    + shape(`M${xy(200 - neck, 360)}V424C${xy(200 - neck + 10, 452, 200 + neck - 10, 452, 200 + neck, 424)}V360Z`, tone(shade))
    + line(`M${xy(200 - neck, 424)}C${xy(200 - neck + 10, 454, 200 + neck - 10, 454, 200 + neck, 424)}`, tone(mixed(look.shirt, '#ffffff', 0.3)), 6)
    + shape(`M${xy(200 - neck + 4, 392)}Q${xy(200, 446, 200 + neck - 4, 392)}L${xy(200 + neck - 4, 376)}H${short(200 - neck + 4)}Z`, tone(mixed(skin, '#3a1a10', 0.32)));
}

function ear(face: Face, side: 1 | -1, half: number, shade: string, dark: string, tone: Tone): string {
  const [tall, out] = [78 * face.ear, 17 + 13 * face.earOut];
  const [x, y] = [200 + side * (half - 6), 262 - tall * 0.42];
  const lobe = face.lobe === 'free' ? `C${xy(x + side * (out + 3), y + tall * 0.86, x + side * 16, y + tall * 1.16, x + side * 6, y + tall * 1.04)}Q${xy(x + side, y + tall * 0.98, x, y + tall * 0.84)}` : `C${xy(x + side * (out - 3), y + tall * 0.78, x + side * 6, y + tall * 0.98, x - side * 2, y + tall * 1.02)}`;
  const rim = `M${xy(x, y + tall * 0.12)}C${xy(x + side * 6, y - tall * 0.12, x + side * (out + 8), y - tall * 0.08, x + side * (out + 4), y + tall * 0.34)}Q${xy(x + side * (out + 2), y + tall * 0.56, x + side * (out - 4), y + tall * 0.68)}`;
  return shape(`${rim}${lobe}Z`, tone(mixed(face.skin, shade, 0.5)), { stroke: tone(dark), 'stroke-width': 2.2 })
    + line(`M${xy(x + side * 6, y + tall * 0.16)}C${xy(x + side * (out - 2), y + tall * 0.02, x + side * (out - 1), y + tall * 0.3, x + side * (out - 6), y + tall * 0.52)}M${xy(x + side * 5, y + tall * 0.4)}q${xy(side * 9, 5, side * 4, tall * 0.24)}`, tone(dark), 2.6);
}

function skull(face: Face, half: number, jaw: number, shade: string, dark: string, tone: Tone): string {
  const chin = 428 + 6 * (face.look.weight);
  const side = (s: 1 | -1) => `${xy(200 + s * half * 1.04, 92, 200 + s * (half + 5), 180, 200 + s * half, 250)}`;
  const d = `M200 92C${side(-1)}C${xy(200 - half + 1, 318, 200 - jaw - 8, 352, 200 - jaw * 0.74, 392)}C${xy(200 - jaw * 0.46, chin, 200 - 22, chin + 4, 200, chin + 4)}C${xy(222, chin + 4, 200 + jaw * 0.46, chin, 200 + jaw * 0.74, 392)}C${xy(200 + jaw + 8, 352, 200 + half - 1, 318, 200 + half, 250)}C${xy(200 + half + 5, 180, 200 + half * 1.04, 92, 200, 92)}Z`;
  const turned = `M${xy(200 + half - 2, 190)}C${xy(200 + half + 2, 318, 200 + jaw + 6, 352, 200 + jaw * 0.74, 392)}C${xy(200 + jaw * 0.46, chin, 222, chin + 4, 200, chin + 4)}C${xy(200 + jaw * 0.5, 404, 200 + half - 24, 330, 200 + half - 26, 250)}Q${xy(200 + half - 22, 206, 200 + half - 2, 190)}Z`;
  return shape(d, tone(face.skin), { stroke: tone(dark), 'stroke-width': 1.6 }) + shape(turned, tone(shade), { opacity: 0.75 })
    + both((s) => tag('ellipse', { cx: 200 + s * half * 0.55, cy: 306, rx: 26, ry: 17, fill: tone(mixed(face.skin, '#b04a3a', 0.22)) ?? 'none', opacity: 0.45 }));
}

function eye(face: Face, side: 1 | -1, hair: string, dark: string, tone: Tone): string {
  const [x, y] = [200 + side * 42 * face.eyeGap, 228];
  const [w, h] = [23 * face.eyes, 11 * face.eyes];
  const [inner, outer] = [x - side * w, x + side * w];
  const up = -5 * face.eyeTilt;
  const lid = `M${xy(inner, y + 3)}Q${xy(x - side * 2, y - h * 1.5, outer, y + up)}`;
  const brow = y - 27;
  const arch = 9 * face.browArch;
  return shape(`${lid}Q${xy(x + side * 4, y + h * 1.15, inner, y + 3)}Z`, tone('#f6f3ee'))
    + tag('circle', { cx: x, cy: y - 1, r: 9 * face.eyes, fill: tone(face.iris) ?? 'none' }) + tag('circle', { cx: x, cy: y - 1, r: 4.2, fill: tone('#14100e') ?? 'none' }) + tag('circle', { cx: x - 3, cy: y - 4, r: 1.9, fill: tone('#ffffff') ?? 'none' })
    + line(lid, tone(mixed(dark, '#100804', 0.7)), 3.6) + line(`M${xy(inner + side * 5, y - h * 0.95)}Q${xy(x, y - h * 1.95, outer - side, y + up - 7)}`, tone(dark), 1.8)
    + line(`M${xy(inner + side * 4, y + h * 0.8)}Q${xy(x, y + h * 1.3, outer - side * 4, y + h * 0.4)}`, tone(dark), 1.2, { opacity: 0.6 })
    + shape(`M${xy(inner - side * 4, brow + 4)}Q${xy(x, brow - arch - 6 * face.brow, outer + side * 8, brow + up + 3)}Q${xy(x + side * 2, brow - arch + 4 * face.brow, inner - side * 4, brow + 4 + 7 * face.brow)}Z`, tone(mixed(hair, '#1a0f0a', 0.25)))
    + (face.look.years > 0.5 ? line(`M${xy(outer + side * 6, y + 3)}l${xy(side * 11, 5)}M${xy(outer + side * 6, y - 3)}l${xy(side * 12, -2)}M${xy(inner + side * 6, y + 19)}q${xy(side * 14, 7, side * 28, -2)}`, tone(dark), 1.6, { opacity: 0.7 }) : '');
}

function noseOf(face: Face, base: number, dark: string, shade: string, tone: Tone): string {
  const wing = 22 * face.nose;
  return shape(`M${xy(206, 236)}Q${xy(214, 270, 200 + wing + 2, base - 10)}Q${xy(200 + wing, base + 4, 203, base + 2)}Q${xy(212, base - 22, 206, 236)}Z`, tone(shade), { opacity: 0.8 })
    + line(`M${xy(200 - wing, base - 14)}q${xy(-8, 10, 1, 16)}q${xy(6, 4, 11, -1)}M${xy(200 + wing, base - 14)}q${xy(8, 10, -1, 16)}q${xy(-6, 4, -11, -1)}M${xy(200 - wing + 12, base + 1)}Q${xy(200, base + 12, 200 + wing - 12, base + 1)}`, tone(dark), 2.6)
    + both((s) => tag('ellipse', { cx: 200 + s * wing * 0.52, cy: base, rx: 4.4, ry: 2.4, fill: tone(mixed(dark, '#000000', 0.3)) ?? 'none' }))
    + line(`M${xy(190, 244)}Q${xy(189, 270, 200 - wing * 0.66, base - 16)}`, tone(dark), 1.4, { opacity: 0.5 });
}

function lipsOf(face: Face, nose: number, y: number, dark: string, tone: Tone): string {
  const [w, up, low] = [36 * face.mouth, 9 * face.lips, 14 * face.lips];
  const corner = y - 5 * face.look.smile;
  const red = mixed(face.skin, '#a3382f', 0.48);
  const top = y - up;
  return both((s) => line(`M${xy(200 + s * 7, nose + 9)}L${xy(200 + s * 9, top - 3)}`, tone(dark), 1.2 + 1.6 * face.groove, { opacity: 0.25 + 0.4 * face.groove }))
    + shape(`M${xy(200 - w, corner)}Q${xy(200 - w * 0.45, top - 1, 191, top - 1)}Q${xy(200, top + 6, 209, top - 1)}Q${xy(200 + w * 0.45, top - 1, 200 + w, corner)}Q${xy(200, y + 6, 200 - w, corner)}Z`, tone(mixed(red, '#2a0806', 0.18)))
    + shape(`M${xy(200 - w, corner)}Q${xy(200, y + 5, 200 + w, corner)}Q${xy(200, y + low * 2, 200 - w, corner)}Z`, tone(red))
    + line(`M${xy(200 - w - 3, corner)}Q${xy(200, y + 5, 200 + w + 3, corner)}`, tone(mixed(dark, '#200806', 0.6)), 2.4)
    + line(`M${xy(186, y + low + 9)}q14 5 28 0`, tone(dark), 1.8, { opacity: 0.5 });
}

function marks(face: Face, mouth: number, jaw: number, dark: string, hair: string, tone: Tone): string {
  const { look } = face;
  const beard = look.beard ? shape(`M${xy(200 - jaw - 14, 330)}C${xy(200 - jaw - 10, 420, 160, 446, 200, 446)}C${xy(240, 446, 200 + jaw + 10, 420, 200 + jaw + 14, 330)}C${xy(200 + jaw - 8, 372, 238, mouth - 26, 216, mouth - 20)}Q${xy(200, mouth - 12, 184, mouth - 20)}C${xy(162, mouth - 26, 200 - jaw + 8, 372, 200 - jaw - 14, 330)}ZM${xy(164, mouth + 2)}Q${xy(200, mouth + 44, 236, mouth + 2)}Q${xy(200, mouth - 26, 164, mouth + 2)}Z`, tone(hair), { 'fill-rule': 'evenodd', opacity: 0.86 }) : '';
  const folds = look.years > 0.35 ? both((s) => line(`M${xy(200 + s * 29, 306)}Q${xy(200 + s * 50, 330, 200 + s * 48, 362)}`, tone(dark), 1.4 + look.years, { opacity: 0.3 + look.years / 3 })) : '';
  const brow = look.years > 0.7 ? line('M158 168q42-7 84 0M164 180q36-6 72 0', tone(dark), 1.6, { opacity: 0.5 }) : '';
  const cleft = face.cleft ? line('M200 408v16', tone(dark), 3.4, { opacity: 0.75 }) : '';
  const [x1, y1, x2, y2] = face.scar ?? [0, 0, 0, 0];
  const scar = face.scar ? line(`M${xy(x1, y1)}L${xy(x2, y2)}`, tone(mixed(face.skin, '#7a2a22', 0.55)), 6.5) + line(`M${xy(x1 + 1, y1 - 1)}L${xy(x2 + 1, y2 - 1)}`, tone(mixed(face.skin, '#ffffff', 0.6)), 2.6) : '';
  const mole = face.mole ? tag('circle', { cx: face.mole[0], cy: face.mole[1], r: 4.6, fill: tone('#3a1d12') ?? 'none' }) : '';
  return folds + brow + beard + cleft + scar + mole;
}

function top({ hairline, look }: Face, half: number, hair: string, tone: Tone): string {
  const side = half + (look.cut === 'cropped' ? 3 : 9);
  const crown = look.cut === 'cropped' ? 82 : 58;
  const ears = 218;
  // From the right temple to the left one, along the forehead.
  const edge = {
    round: `C${xy(200 + half - 12, 150, 240, 132, 200, 132)}C${xy(160, 132, 200 - half + 12, 150, 200 - half + 2, 214)}`,
    square: `L${xy(200 + half - 13, 156)}Q${xy(200 + half - 16, 138, 200 + half - 34, 138)}H${short(200 - half + 34)}Q${xy(200 - half + 16, 138, 200 - half + 13, 156)}L${xy(200 - half + 2, 214)}`,
    peak: `C${xy(200 + half - 10, 140, 232, 116, 200, 154)}C${xy(168, 116, 200 - half + 10, 140, 200 - half + 2, 214)}`,
    receding: `L${xy(200 + half - 8, 164)}C${xy(200 + half - 26, 96, 236, 116, 200, 122)}C${xy(164, 116, 200 - half + 26, 96, 200 - half + 8, 164)}L${xy(200 - half + 2, 214)}`,
  }[hairline];
  const d = `M${xy(200 - half + 2, 214)}L${xy(200 - side, ears)}C${xy(200 - side - 6, 120, 200 - side * 0.8, crown, 200, crown)}C${xy(200 + side * 0.8, crown, 200 + side + 6, 120, 200 + side, ears)}L${xy(200 + half - 2, 214)}${edge}Z`;
  return shape(d, tone(hair)) + line(`M${xy(200 - side * 0.7, 150)}Q${xy(200 - side * 0.5, crown + 18, 188, crown + 14)}M${xy(200 + side * 0.76, 156)}Q${xy(200 + side * 0.6, crown + 22, 214, crown + 14)}`, tone(mixed(hair, '#ffffff', 0.22)), 3, { opacity: 0.6 });
}
