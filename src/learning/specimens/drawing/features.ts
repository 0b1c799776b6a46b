import type { Face } from '../faces/face.js';
import { inOneInk, portrait, type Tone } from '../faces/portrait.js';
import type { Layer } from '../specimen.js';
import { write } from './glyphs.js';
import { type Ink, inkIn, inks } from './inks.js';
import { braid, rosette } from './patterns.js';
import { box, dot, group, line, shape, short, tag } from './svg.js';

type Box = readonly [x: number, y: number, width: number, height: number];

/** A star of a compass with so many points, every second one short. */
export function star(cx: number, cy: number, radius: number, count: number, inner: number, turned = 0): string {
  return `${Array.from({ length: count * 2 }, (_, index) => {
    const [r, angle] = [index % 2 === 0 ? radius : radius * inner, (index / count) * Math.PI + turned - Math.PI / 2];
    return `${index === 0 ? 'M' : 'L'}${short(cx + r * Math.cos(angle))} ${short(cy + r * Math.sin(angle))}`;
  }).join('')}Z`;
}

const stops = (...colours: string[]) => colours.map((colour, index) => tag('stop', { offset: (index / (colours.length - 1)).toFixed(2), 'stop-color': colour })).join('');
/** A gradient from corner to corner of what it fills. */
export const gradient = (id: string, ...colours: string[]): string => tag('linearGradient', { id, x1: 0, y1: 0, x2: 1, y2: 1 }, stops(...colours));
/** A rainbow print: inks that run into each other from left to right across the whole document. */
export const rainbow = (id: string, width: number, ...colours: string[]): string => tag('linearGradient', { id, gradientUnits: 'userSpaceOnUse', x1: 0, y1: 0, x2: width, y2: 0 }, stops(...colours));

/**
 * A diffractive foil. Tilted, it takes other colours and shows another picture.
 * @param flat a printed imitation, which is the same from everywhere
 */
export function dovid([x, y, width]: Box, layer: Layer, flat = false): { definition: string; drawn: string } {
  const [r, cx, cy] = [width / 2, x + width / 2, y + width / 2];
  const tilted = layer === 'tilt' && !flat;
  const colours = flat ? ['#c3ccd1', '#9fb0b8', '#c3ccd1'] : tilted ? ['#ff5fa8', '#ffd84d', '#46e08f', '#b06bff'] : ['#8fd3ee', '#b8a9f0', '#8ce0c9', '#e6eef2'];
  const seen = { white: 0.62, tilt: flat ? 0.62 : 0.78, loupe: 0.62, uv: 0.14, ir: flat ? 0 : 0.3, transmitted: flat ? 0.1 : 0.34 }[layer];
  if (seen === 0) return { definition: '', drawn: '' };
  const fill = layer === 'ir' ? '#aab0b3' : layer === 'transmitted' ? '#8f8058' : layer === 'uv' ? '#6c62b8' : 'url(#foil)';
  const ring = [1, 0.86, 0.72].map((part) => tag('circle', { cx, cy, r: r * part - 2, fill: 'none' })).join('');
  const picture = tilted ? write('UTO', cx - r * 0.46, cy + r * 0.2, '#fffef2', { size: r * 0.4, pitch: r * 0.34, weight: 0.2 }) : shape(star(cx, cy, r * 0.62, 8, 0.34), layer === 'uv' ? '#8b82d8' : '#ffffff', { opacity: 0.85 });
  const rays = line(rosette(cx, cy, r * 0.98, { petals: tilted ? 16 : 24, inner: 0.7, curves: 2, steps: 10 }), tilted ? '#fffbe0' : '#ffffff', 1.4);
  return { definition: gradient('foil', ...colours), drawn: group({ opacity: seen.toFixed(2) }, dot(cx, cy, r - 1, fill), group({ stroke: '#ffffff', 'stroke-width': 2 }, ring), rays, picture) };
}

/** Optically variable ink: from magenta to green when tilted. */
export function ovi([x, y, width, height]: Box, layer: Layer, flat = false): string {
  const colour = flat ? { white: '#a8478f', tilt: '#a8478f', loupe: '#a8478f', uv: '#241048', ir: null, transmitted: '#a08068' }[layer] : { white: '#9c2d86', tilt: '#1f8a4c', loupe: '#9c2d86', uv: '#0d0628', ir: '#8b8f90', transmitted: '#4e3a26' }[layer];
  const d = `M${x + 8} ${y + 6}H${x + width - 8}V${short(y + height * 0.55)}Q${short(x + width - 8)} ${short(y + height - 4)} ${short(x + width / 2)} ${y + height - 2}Q${x + 8} ${short(y + height - 4)} ${x + 8} ${short(y + height * 0.55)}Z`;
  return shape(d, colour) + (colour === null ? '' : write('UTO', x + width * 0.24, y + height * 0.62, layer === 'uv' ? '#191340' : '#f5f0e3', { size: height * 0.32, pitch: width * 0.18, weight: 0.18 }));
}

/** Two pictures under one lens of fine ridges: one from the front, one when tilted. */
export function changeable([x, y, width, height]: Box, layer: Layer, text: string, face: Face, flat = false): string {
  const ground = { white: '#dfe5e0', tilt: '#d5dedd', loupe: '#dfe5e0', uv: '#1f184c', ir: '#d3d5d3', transmitted: '#dcc78f' }[layer];
  const tone: Tone = inOneInk('#2b3940', '#dfe5e0');
  const picture = layer === 'tilt' && !flat
    ? group({ transform: `translate(${short(x + width / 2 - 34)} ${y + 3}) scale(.17)` }, portrait({ ...face, look: { ...face.look, shirt: '#5a666c' } }, tone))
    : write(text, x + 10, y + height * 0.6, inkIn(flat ? inks.dye : inks.data, layer), { size: height * 0.2, pitch: (width - 20) / text.length, weight: 0.16 });
  const ridges = Array.from({ length: Math.floor(width / 3) }, (_, index) => `M${x + index * 3} ${y}v${height}`).join('');
  return box(x, y, width, height, ground, { rx: 6 }) + picture + (layer === 'loupe' && !flat ? line(ridges, '#93a4a6', 0.7, { opacity: 0.7 }) : '') + (flat ? '' : line(`M${x} ${y + height}v${-height}h${width}`, inkIn(inks.label, layer), 1, { opacity: 0.5 }));
}

/** Recess-printed border: raised, so that slanting light shows its relief and the letters hidden in it. */
export function intaglioBorder([x, y, width, height]: Box, layer: Layer, flat = false): string {
  const d = braid(x, y + 3, width, height - 6, 5, Math.round(width / 46));
  const ink = flat ? inkIn(inks.label, layer) : inkIn(inks.intaglio, layer);
  const relief = !flat && (layer === 'tilt' || layer === 'loupe') ? group({ transform: `translate(${layer === 'tilt' ? '2.4 2.6' : '.9 1'})` }, line(d, '#8b7f6b', layer === 'tilt' ? 2.2 : 1.6, { opacity: 0.7 })) : '';
  const latent = !flat && layer === 'tilt' ? group({}, ...Array.from({ length: 5 }, (_, index) => write('UTO', x + 50 + (index * (width - 100)) / 5, y + height - 6, '#f6f1e2', { size: height - 12, weight: 0.22 }))) : '';
  return relief + line(`${d}M${x} ${y + 1}h${width}M${x} ${y + height - 1}h${width}`, ink, flat ? 1.2 : 1.7) + latent;
}

/** A star of which each side of the paper carries half: whole, and without a gap, only against the light. */
export function seeThrough([x, y, width, height]: Box, layer: Layer, missing = false): string {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const petal = (index: number) => group({ transform: `rotate(${index * 45} ${short(cx)} ${short(cy)})` }, shape(`M${short(cx)} ${short(cy)}L${short(cx - 8)} ${short(cy - width * 0.24)}L${short(cx)} ${short(cy - width * 0.46)}L${short(cx + 8)} ${short(cy - width * 0.24)}Z`, layer === 'transmitted' ? '#6d5c34' : inkIn(inks.intaglio, layer)));
  return Array.from({ length: 8 }, (_, index) => (index % 2 === 0 || (layer === 'transmitted' && !missing) ? petal(index) : '')).join('') + tag('circle', { cx, cy, r: width * 0.48, fill: 'none', stroke: inkIn(inks.label, layer) ?? 'none', 'stroke-width': 1.5 });
}

/** Thickness of the paper itself: seen against the light, hardly ever by eye, and never under ultraviolet. */
export function watermark([x, y, width]: Box, layer: Layer, face: Face, printed = false): string {
  const place = { transform: `translate(${x} ${y}) scale(${(width / 400).toFixed(3)})` };
  if (printed) return layer === 'ir' ? '' : group({ ...place, opacity: layer === 'uv' ? 0.5 : 0.24 }, portrait(face, inOneInk(layer === 'uv' ? '#0d0830' : '#8f8a78', layer === 'uv' ? '#2a2160' : '#efe8d6')));
  if (layer === 'transmitted') return group({ ...place, opacity: 0.92 }, portrait(face, inOneInk('#a67f34', '#fff6d8')));
  return layer === 'white' || layer === 'tilt' || layer === 'loupe' ? group({ ...place, opacity: 0.1 }, portrait(face, inOneInk('#b3a684', '#fffdf4'))) : '';
}

/** A thread in the paper that comes to the surface in windows. */
export function thread([x, y, width, height]: Box, layer: Layer, printed = false): string {
  const middle = x + width / 2;
  const turns = Array.from({ length: Math.floor((height - 330) / 120) }, (_, index) => y + 140 + index * 120);
  const windows = (colour: string | null) => line(turns.map((from) => `M${middle} ${from}v54`).join(''), colour, width * 0.6);
  const letters = (colour: string) => turns.map((from) => group({ transform: `translate(${middle + 3} ${from + 5}) rotate(90)` }, write('UTO UTO', 0, 6, colour, { size: 6, weight: 0.16, pitch: 6.4 }))).join('');
  if (printed) return layer === 'ir' || layer === 'transmitted' ? '' : windows(layer === 'uv' ? '#0f0a34' : '#a9adab');
  switch (layer) {
    case 'transmitted': return box(x + 3, y, width - 6, height, '#57472a') + letters('#e9d39a');
    case 'uv': return line(`M${middle} ${y}V${y + height}`, '#e8ff4a', width * 0.6, { 'stroke-dasharray': '40 20' }) + line(`M${middle} ${y}V${y + height}`, '#ff4a5e', width * 0.6, { 'stroke-dasharray': '20 40', 'stroke-dashoffset': -40 });
    case 'ir': return windows('#b3b7b8');
    case 'tilt': return windows('#c9953d');
    default: return windows('#b9c2c4') + (layer === 'loupe' ? letters('#5b6a6f') : '');
  }
}

/** A portrait printed again, smaller and in one ink. */
export function ghost([x, y, width]: Box, layer: Layer, face: Face, ink: Ink = inks.teal): string {
  const colour = inkIn(ink, layer);
  if (colour === null) return '';
  const light = layer === 'uv' ? '#191340' : layer === 'transmitted' ? '#f2deac' : '#f5f0e3';
  return group({ transform: `translate(${x} ${y}) scale(${(width / 400).toFixed(3)})`, opacity: layer === 'uv' || layer === 'transmitted' ? 0.6 : 0.75 }, portrait(face, inOneInk(layer === 'uv' ? '#0b0730' : colour, light)));
}

/** Text too small for the eye: a line to it, and letters through the loupe. `blurred`: no process but the right one can print it. */
export function microprint([x, y, width, height]: Box, layer: Layer, blurred = false): string {
  const ink = inkIn(inks.label, layer);
  const middle = y + height / 2;
  if (layer !== 'loupe') return line(`M${x} ${middle}h${width}`, ink, 3, { opacity: 0.75 });
  if (blurred) return line(`M${x} ${middle}h${width}`, ink, 3.6, { 'stroke-dasharray': '5 2 2 3 7 2 3 1', opacity: 0.7 });
  const text = 'REPUBLIC·OF·UTOPIA·'.repeat(20).slice(0, Math.floor(width / 4.4));
  return write(text, x, middle + 2.4, ink, { size: 4.8, pitch: 4.4, weight: 0.15 });
}

const dots: Readonly<Record<string, string>> = {
  0: '111101101101111', 1: '010110010010111', 2: '111001111100111', 3: '111001111001111', 4: '101101111001001', 5: '111100111001111', 6: '111100111101111', 7: '111001010010010', 8: '111101111101111', 9: '111101111001111', P: '110101110100100', T: '111010010010010',
};

/** A number of holes made by a laser, through every page: bright against the light. */
export function perforated(text: string, x: number, y: number, step: number, layer: Layer, printed = false): string {
  const [fill, rim] = printed
    ? { white: ['#8d8672', null], tilt: ['#8d8672', null], loupe: ['#8d8672', null], uv: ['#0d0830', null], ir: [null, null], transmitted: ['#8d7c55', null] }[layer]
    : { white: ['#fffefa', '#a0947c'], tilt: ['#e4dccb', '#8d826b'], loupe: ['#fffefa', '#7a5a34'], uv: ['#05020f', '#2c2466'], ir: ['#f6f6f6', '#a9abaa'], transmitted: ['#ffffff', '#e2c784'] }[layer];
  const holes = [...text].flatMap((character, index) => [...(dots[character] ?? '')].flatMap((one, at) => (one === '1' ? [dot(x + (index * 4 + (at % 3)) * step, y + Math.floor(at / 3) * step, step * 0.34, fill ?? null)] : [])));
  return group({ stroke: rim ?? 'none', 'stroke-width': 1 }, ...holes);
}
