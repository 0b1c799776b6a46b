import { changeable, dovid, ghost, intaglioBorder, microprint, ovi, perforated, rainbow, seeThrough, thread, watermark } from '../drawing/features.js';
import { type Lettering, write } from '../drawing/glyphs.js';
import { type Ink, inkIn, inks } from '../drawing/inks.js';
import { photo, photoDefinitions, seam, writtenOver } from '../drawing/photo.js';
import { fibres, rosette, waves } from '../drawing/patterns.js';
import { sheet } from '../drawing/sheet.js';
import { box, group, line, tag } from '../drawing/svg.js';
import type { Face } from '../faces/face.js';
import { holders } from '../faces/holders.js';
import type { Layer } from '../specimen.js';
import { page, places } from './passport-places.js';

/** A data page: what it says, and what was done to it. Everything left out is as the State of UTO makes it. */
export interface DataPageMade {
  face: Face;
  number: string;
  surname: string;
  givenNames: string;
  birth: string;
  expiry: string;
  zone: readonly string[];
  /** Another photo, stuck over the one that was there. */
  pasted?: Face;
  /** The laminate was lifted and glued down again. */
  reglued?: true;
  /** One character of the date of expiry written over with another. */
  expiryOver?: { at: number; character: string };
  /** One character of the zone's second line replaced. */
  zoneOver?: { at: number; character: string };
  /** The number is not set in the printer's type. */
  plainNumber?: true;
  /** All of it by a desktop printer. */
  counterfeit?: true;
  /** Ordinary paper, which shines under ultraviolet. */
  brightPaper?: true;
  /** A stolen blank, filled in by whoever stole it. */
  filledIn?: true;
}

const bright: Ink = { ...inks.paper, uv: '#b4c3ff' };

/** Draws the page in one light. The same page gives the same image, to the byte. */
export function drawPage(made: DataPageMade, layer: Layer): string {
  const flat = made.counterfeit;
  const [foil, ground, cross] = [dovid(places.dovid.at, layer, flat), ...groundOf(layer)];
  const whitened = layer === 'white' || layer === 'tilt' || layer === 'loupe';
  const definitions = [
    whitened ? rainbow('rain', page.width, '#5aa3ad', '#c98a8f', '#c9ad6b', '#6fa68a') : '', ground.definition, cross.definition, foil.definition,
    photoDefinitions(places.photo.at, page.width, page.height, layer, Boolean(made.pasted)),
  ].join('');
  const cut = (content: string) => group({ 'clip-path': 'url(#over)' }, content);
  const body = [
    box(0, 0, page.width, page.height, inkIn(made.brightPaper ? bright : inks.paper, layer)), watermark(places.watermark.at, layer, holders.allegory, flat), ground.drawn, cross.drawn, emblem(layer, flat), header(layer, flat),
    intaglioBorder(places['intaglio-border'].at, layer, flat), seeThrough(places['see-through'].at, layer, flat), ovi(places.ovi.at, layer, flat), photo(places.photo.at, { face: made.pasted ?? made.face, dye: Boolean(made.pasted ?? made.filledIn ?? flat), pasted: Boolean(made.pasted) }, layer), cut(overPhoto(layer, flat)),
    box(0, 668, page.width, page.height - 668, layer === 'uv' ? (made.brightPaper ? '#a9b9f8' : '#150f38') : layer === 'transmitted' ? '#f5e4b6' : layer === 'ir' ? '#e6e7e5' : '#faf7ee'), thread(places.thread.at, layer, flat),
    fields(made, layer), zone(made, layer), microprint(places.microprint.at, layer, flat), layer === 'uv' && !flat && !made.brightPaper ? cut(fibres('td3', 60, 20, 20, page.width - 40, page.height - 60, ['#ff4d5b', '#4f8dff', '#5dffa0'])) : '',
    flat ? group({ transform: 'rotate(90 1232 156)' }, perforated(made.number, 1232, 156, 12.8, layer, true)) : group({ transform: 'rotate(90 1232 156)' }, perforated(made.number, 1232, 156, 12.8, layer)),
    cut(foil.drawn), made.pasted ? seam(places.photo.at, layer) : '', made.reglued ? glue(layer) : '', flat && layer === 'loupe' ? box(0, 0, page.width, page.height, 'url(#spray)', { opacity: 0.5 }) : '', flat && whitened ? box(0, 0, page.width, page.height, '#77705a', { opacity: 0.06 }) : '',
  ].join('');
  return sheet(page.width, page.height, definitions, body);
}

function groundOf(layer: Layer) {
  const whitened = layer === 'white' || layer === 'tilt' || layer === 'loupe';
  return [
    waves('wave', page.width + 80, 6, 668, 9, { length: 150, height: 22 }, whitened ? 'url(#rain)' : inkIn(inks.teal, layer)),
    waves('tide', page.width + 80, 10, 668, 14, { length: 90, height: -16 }, inkIn(inks.sand, layer), 0.7),
  ] as const;
}

/** The great rosette behind the text: pale by eye, bright under ultraviolet. */
const emblem = (layer: Layer, flat = false) => line(rosette(720, 400, 218, { petals: 9, inner: 0.36, steps: 18 }), inkIn(flat ? inks.teal : inks.glowing, layer), layer === 'uv' && !flat ? 2.2 : 1, { opacity: layer === 'uv' ? 0.8 : 0.75 });
const overPhoto = (layer: Layer, flat = false) => line(rosette(388, 290, 123, { petals: 12, inner: 0.3, steps: 16, curves: 5 }), inkIn({ ...(flat ? inks.teal : inks.glowing), white: '#3f8f86' }, layer), layer === 'uv' && !flat ? 1.8 : 1.2, { opacity: 0.8 });

function header(layer: Layer, flat = false): string {
  const [ink, label, printed] = [inkIn(flat ? { ...inks.intaglio, ir: null } : inks.intaglio, layer), inkIn(inks.label, layer), inkIn(flat ? inks.dye : inks.data, layer)];
  return write('Utopia', 132, 66, ink, { size: 36, pitch: 42, weight: 0.17 }) + write('Passport / Passeport', 132, 94, label, { size: 14, pitch: 13 }) + write('Type', 560, 44, label, { size: 9 }) + write('State', 660, 44, label, { size: 9 }) + write('Passport No.', 888, 40, label, { size: 9 })
    + write('P', 560, 86, printed, { size: 24 }) + write('UTO', 660, 86, printed, { size: 24 });
}

/** A laminate lifted at its left and upper edge: a second edge, bubbles, creases, glue. */
function glue(layer: Layer): string {
  const edge = 'M10 660C4 520 16 420 8 300C2 190 14 90 10 8C140 14 300 4 470 10S760 4 860 10';
  const second = 'M26 652C20 540 32 440 24 330C18 220 30 120 28 30C160 32 310 22 480 30S740 24 850 28';
  const bubbles = [[16, 120, 7], [18, 176, 4], [14, 262, 9], [20, 318, 4], [15, 432, 8], [18, 540, 6], [150, 17, 5], [228, 20, 8], [342, 16, 4], [520, 19, 7], [655, 17, 5], [790, 20, 6]] as const;
  const [one, two, fill] = { white: ['#fdfcf8', '#9c957f', '#fbfaf4'], loupe: ['#fdfcf8', '#8d866f', '#fbfaf4'], tilt: ['#ffffff', '#6b6452', '#ffffff'], uv: ['#d9e8ff', '#8fb0ff', '#b9d0ff'], ir: ['#f1f2f1', '#b4b8b8', '#e9eae9'], transmitted: ['#b79a5c', '#8a7140', '#d3b877'] }[layer] as [string, string, string];
  const wide = layer === 'uv' ? 10 : layer === 'tilt' ? 5 : 3;
  return line(edge, one, wide, { opacity: 0.8 }) + line(second, two, layer === 'tilt' ? 3 : 1.6, { 'stroke-dasharray': '70 6 34 4' }) + group({ stroke: two, 'stroke-width': 1.2, fill, opacity: 0.85 }, ...bubbles.map(([cx, cy, r]) => tag('ellipse', { cx, cy, rx: r, ry: r * 0.8 })));
}

function fields(made: DataPageMade, layer: Layer): string {
  const label = inkIn(inks.label, layer);
  const said = inkIn(made.filledIn ?? made.counterfeit ? inks.dye : inks.data, layer);
  const printed = inkIn(made.counterfeit ? inks.dye : inks.data, layer);
  const style: Lettering = made.filledIn ? { size: 24, pitch: 17, weight: 0.17, slant: 9 } : { size: 25, pitch: 20.5 };
  const ink = made.filledIn && layer === 'loupe' ? 'url(#jet)' : said;
  const at = (x: number, y: number, name: string, value: string) => write(name, x, y, label, { size: 9, pitch: 8.6 }) + write(value, x, y + 36, ink, style);
  const fixed = (x: number, y: number, name: string, value: string) => write(name, x, y, label, { size: 9, pitch: 8.6 }) + write(value, x, y + 36, printed, { size: 25, pitch: 20.5 });
  return [
    at(500, 166, 'Surname', made.surname), at(500, 232, 'Given names', made.givenNames), fixed(500, 300, 'Nationality', 'Utopian'), at(500, 368, 'Date of birth', made.birth), at(772, 368, 'Sex', 'F'),
    fixed(500, 436, 'Date of issue', '04 JUN 2021'), at(758, 436, 'Date of expiry', made.expiry), fixed(500, 504, 'Authority', 'MOI Amaurot'), made.expiryOver ? writtenOver(made.expiryOver, 758, 472, 20.5, 25, layer) : '', number(made, layer), signature(made, layer),
    made.filledIn ? '' : ghost(places['ghost-portrait'].at, layer, made.face), changeable(places.cli.at, layer, made.filledIn ? '·' : made.birth.replaceAll(' ', '').slice(0, 5), made.face, Boolean(made.counterfeit ?? made.filledIn)),
  ].join('');
}

const uneven = [0, 2, -2, 1, 3, -1, -3, 2, -2];

function number({ number: text, plainNumber, counterfeit }: DataPageMade, layer: Layer): string {
  if (plainNumber) {
    const ink = layer === 'loupe' ? 'url(#jet)' : inkIn({ ...inks.dye, white: '#7c2a30' }, layer);
    return [...text].map((character, index) => write(character, 890 + index * 31 + (uneven[index] ?? 0), 92 + (uneven[8 - index] ?? 0), ink, { size: 36, weight: 0.1, width: 0.86, slant: 4 })).join('');
  }
  if (counterfeit) return write(text, 890, 92, inkIn({ ...inks.dye, white: inks.number.white }, layer), { size: 40, pitch: 31, weight: 0.19 });
  const rim = layer === 'loupe' ? write(text, 890, 92, '#5f1210', { size: 40, pitch: 31, weight: 0.2 }) : '';
  return rim + write(text, 890, 92, layer === 'loupe' ? '#a33431' : inkIn(inks.number, layer), { size: 40, pitch: 31, weight: layer === 'loupe' ? 0.14 : 0.19 });
}

function signature({ filledIn, counterfeit }: DataPageMade, layer: Layer): string {
  const [x, y] = places.signature.at;
  const d = filledIn ? `M${x + 20} ${y + 50}q30-40 44-12t40 4t38-10t40 12t40-14` : `M${x + 12} ${y + 46}c16-44 40-50 34-8s22 20 36-18-4 32 16 22 26-34 42-24 0 28 32 18 36-38 66-18`;
  return line(d, inkIn(filledIn ? inks.dye : counterfeit ? { ...inks.hand, ir: null } : inks.hand, layer), 3.2, { 'stroke-linecap': 'round' });
}

function zone({ zone: lines, zoneOver, filledIn, counterfeit }: DataPageMade, layer: Layer): string {
  const ink = filledIn && layer === 'loupe' ? 'url(#jet)' : inkIn(filledIn ?? counterfeit ? inks.dye : inks.data, layer);
  const style: Lettering = filledIn ? { size: 23, pitch: 25.4, weight: 0.16, slant: 7, width: 0.9 } : { size: 24, pitch: 25.4, weight: 0.15 };
  return lines.map((text, index) => write(text, 66, 752 + index * 64, ink, style)).join('') + (zoneOver ? writtenOver(zoneOver, 66, 816, 25.4, 24, layer) : '');
}
