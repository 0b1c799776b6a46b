import { changeable, dovid, ghost, microprint, ovi, rainbow } from '../drawing/features.js';
import { type Lettering, write } from '../drawing/glyphs.js';
import { type Ink, inkIn, inks } from '../drawing/inks.js';
import { rosette, waves } from '../drawing/patterns.js';
import { photo, photoDefinitions, seam, writtenOver } from '../drawing/photo.js';
import { sheet } from '../drawing/sheet.js';
import { box, group, line, tag } from '../drawing/svg.js';
import type { Face } from '../faces/face.js';
import type { Layer } from '../specimen.js';
import { card, places } from './card-places.js';

/** A card: what it says, and what was done to it. */
export interface CardMade {
  face: Face;
  number: string;
  zone: readonly string[];
  /** Another photo on the card's face. */
  pasted?: Face;
  /** One character of the number printed over. */
  numberOver?: { at: number; character: string };
}

/** Polycarbonate: milky by eye, dull under ultraviolet. */
const plastic: Ink = { white: '#eef3ef', uv: '#15163e', ir: '#dadddc', transmitted: '#e9dcb4' };
const engraved: Lettering = { size: 22, pitch: 17.6 };

/** Draws both sides of the card in one light, the front above the back. */
export function drawCard(made: CardMade, layer: Layer): string {
  const whitened = layer === 'white' || layer === 'tilt' || layer === 'loupe';
  const ground = waves('wave', card.width + 80, 0, card.side + 20, 9, { length: 130, height: 20 }, whitened ? 'url(#rain)' : inkIn(inks.teal, layer), 0.8);
  const foil = dovid(places.dovid.at, layer);
  const side = (y: number, content: string) => group({ transform: `translate(0 ${y})` }, group({ 'clip-path': 'url(#side)' }, box(0, 0, card.width, card.side, inkIn(plastic, layer)), ground.drawn, content));
  const cut = (content: string) => group({ 'clip-path': 'url(#over)' }, content);
  const definitions = (whitened ? rainbow('rain', card.width, '#7aa9c9', '#9fb38a', '#c99aa4') : '') + ground.definition + foil.definition + photoDefinitions(places.photo.at, card.width, card.side, layer, Boolean(made.pasted))
    + tag('clipPath', { id: 'side' }, box(0, 0, card.width, card.side, '#000000', { rx: 30 }));
  const label = inkIn(inks.label, layer);
  const front = [
    line(rosette(470, 290, 190, { petals: 10, inner: 0.4, steps: 16 }), inkIn(inks.glowing, layer), layer === 'uv' ? 2 : 0.9, { opacity: 0.8 }), window(layer, made.face, false), title(layer, 'Identity card'), ovi(places.ovi.at, layer),
    photo(places.photo.at, { face: made.pasted ?? made.face, dye: Boolean(made.pasted), pasted: Boolean(made.pasted), grey: true }, layer),
    cut(line(rosette(280, 220, 88, { petals: 10, inner: 0.3, steps: 14, curves: 5 }), inkIn({ ...inks.glowing, white: '#3f7f8f' }, layer), layer === 'uv' ? 1.7 : 1.1, { opacity: 0.85 })), cut(foil.drawn),
    text(layer, [[314, 146, 'Surname', 'Okoro'], [314, 204, 'Given names', 'David T'], [314, 274, 'Date of birth', '30 SEP 1985'], [536, 274, 'Sex', 'M'], [356, 338, 'Date of expiry', '01 JAN 2032'], [596, 274, 'Nationality', 'UTO']]),
    write('Document no.', 566, 44, label, { size: 8, pitch: 7.6 }), number(made, layer), line('M364 470c14-36 34-42 30-8s20 14 32-14-2 28 14 18 24-28 38-20 2 24 28 14', inkIn(inks.data, layer), 2.6, { 'stroke-linecap': 'round' }),
    ghost(places['ghost-portrait'].at, layer, made.face, { ...inks.data, white: '#4d6470', uv: '#0b0830' }), changeable(places.cli.at, layer, '30SEP', made.face), microprint(places.microprint.at, layer), made.pasted ? seam(places.photo.at, layer) : '',
  ].join('');
  const back = [
    line(rosette(200, 150, 120, { petals: 8, inner: 0.4, steps: 16 }), inkIn(inks.rose, layer), 0.9), window(layer, made.face, true), text(layer, [[400, 60, 'Place of birth', 'Amaurot'], [400, 118, 'Authority', 'MOI Amaurot'], [400, 176, 'Height', '178 CM']]),
    box(0, 280, card.width, 260, layer === 'uv' ? '#111235' : layer === 'transmitted' ? '#eee3bf' : layer === 'ir' ? '#e4e6e5' : '#f6f8f5', { opacity: 0.9 }),
    ...made.zone.map((one, index) => write(one, 50, 340 + index * 62, inkIn(inks.data, layer), { size: 24, pitch: 25.3, weight: 0.15 })),
  ].join('');
  return sheet(card.width, card.height, definitions, box(0, 0, card.width, card.height, layer === 'uv' ? '#08071c' : layer === 'transmitted' ? '#4b4536' : layer === 'ir' ? '#9a9d9d' : '#8d989b') + side(0, front) + side(card.back, back));
}

const title = (layer: Layer, kind: string) => write('Utopia', 44, 62, inkIn(inks.intaglio, layer), { size: 32, pitch: 37, weight: 0.17 }) + write(kind, 44, 92, inkIn(inks.label, layer), { size: 14, pitch: 13.4 });
const text = (layer: Layer, all: readonly (readonly [number, number, string, string])[]) =>
  all.map(([x, y, name, value]) => write(name, x, y, inkIn(inks.label, layer), { size: 8, pitch: 7.6 }) + write(value, x, y + 32, inkIn(inks.data, layer), engraved)).join('');

/** A window without any white core: light passes, and a portrait engraved in it is seen from both sides. */
function window(layer: Layer, face: Face, back: boolean): string {
  const [x, y, width, height] = places.window.at;
  const left = back ? card.width - x - width : x;
  const [fill, rim] = { white: ['#c5d2d3', '#9fb2b5'], loupe: ['#c5d2d3', '#9fb2b5'], tilt: ['#e4efef', '#7fa0a6'], uv: ['#0a0926', '#3a3c80'], ir: ['#c7cccc', '#a9afaf'], transmitted: ['#fffbe8', '#c7b377'] }[layer] as [string, string];
  const ring = tag('ellipse', { cx: left + width / 2, cy: y + height / 2, rx: width / 2 - 2, ry: height / 2 - 2, fill, stroke: rim, 'stroke-width': 3 });
  const small = ghost([left + 8, y + 8, width - 16, height], layer, face, { white: '#5b6c72', uv: '#1b1a4a', ir: '#5f6668', transmitted: '#6d5f3c' });
  return ring + (back ? group({ transform: `translate(${2 * left + width} 0) scale(-1 1)` }, small) : small);
}

function number({ number: said, numberOver }: CardMade, layer: Layer): string {
  const rim = layer === 'tilt' || layer === 'loupe' ? write(said, 567.4, 87.4, '#b9c4c2', { size: 32, pitch: 27.5, weight: 0.17 }) : '';
  return rim + write(said, 566, 86, inkIn(inks.data, layer), { size: 32, pitch: 27.5, weight: 0.17 }) + (numberOver ? writtenOver(numberOver, 566, 86, 27.5, 32, layer) : '');
}
