import { perforated, rainbow, seeThrough, watermark } from '../drawing/features.js';
import { write } from '../drawing/glyphs.js';
import { type Ink, inkIn, inks } from '../drawing/inks.js';
import { fibres, rosette, scattered, waves } from '../drawing/patterns.js';
import { sheet } from '../drawing/sheet.js';
import { box, dot, group, line, shape, tag } from '../drawing/svg.js';
import { holders } from '../faces/holders.js';
import { areasOf } from '../places.js';
import type { Drawn, Layer } from '../specimen.js';
import { places, spread, type SpreadPlace } from './page-places.js';

interface SpreadMade {
  /** A leaf was cut out between the two pages, and the book sewn anew. */
  leafRemoved?: true;
  /** The entry stamp was made by somebody else. */
  falseStamp?: true;
}

const layers: readonly Layer[] = ['white', 'uv', 'ir', 'transmitted', 'loupe'];
const falseInk: Ink = { ...inks.stampEntry, white: '#2b5fa8', uv: '#58c8ff', ir: null };

function drawSpread({ leafRemoved, falseStamp }: SpreadMade, layer: Layer): string {
  const whitened = layer === 'white' || layer === 'loupe';
  const { width, height, fold } = spread;
  const ground = waves('wave', width + 80, 8, height - 100, 13, { length: 190, height: 34 }, whitened ? 'url(#rain)' : inkIn(inks.teal, layer));
  const definitions = (whitened ? rainbow('rain', width, '#7fb0a8', '#c9ad6b', '#c98a8f', '#7fa9c4') : '') + ground.definition + (layer === 'loupe' ? scattered('jet', ['#2b5fa8', '#2a7fc4', '#4a5fa0'], 6) : '')
    + tag('clipPath', { id: 'left' }, box(0, 0, fold, height, '#000000')) + tag('clipPath', { id: 'right' }, box(fold, 0, fold, height, '#000000'))
    + (whitened ? tag('linearGradient', { id: 'gutter' }, tag('stop', { 'stop-color': '#6b5f48', 'stop-opacity': 0 }), tag('stop', { offset: 0.5, 'stop-color': '#6b5f48', 'stop-opacity': 0.45 }), tag('stop', { offset: 1, 'stop-color': '#6b5f48', 'stop-opacity': 0 })) : '');
  const motif = (dx: number, dy: number) => line(rosette(fold + dx, 630 + dy, 300, { petals: 13, inner: 0.42, steps: 18, curves: 5 }), inkIn(inks.glowing, layer), layer === 'uv' ? 2.6 : 1.6, { opacity: 0.8 });
  const pageNumber = (x: number, text: string) => write(text, x, 1206, inkIn(inks.intaglio, layer), { size: 34, pitch: 32, weight: 0.15 });
  const body = [
    box(0, 0, width, height, inkIn(inks.paper, layer)), watermark(places.watermark.at, layer, holders.allegory), ground.drawn, group({ 'clip-path': 'url(#left)' }, motif(0, 0)), group({ 'clip-path': 'url(#right)' }, leafRemoved ? motif(18, 42) : motif(0, 0)),
    write('Visas', 100, 110, inkIn(inks.label, layer), { size: 26, pitch: 27 }), write('Visas', fold + 100, 110, inkIn(inks.label, layer), { size: 26, pitch: 27 }), seeThrough(places['see-through'].at, layer),
    pageNumber(76, '8'), pageNumber(leafRemoved ? 1618 : 1650, leafRemoved ? '11' : '9'), perforated('P4T770219', 290, 1134, 8.4, layer), leafRemoved ? group({ transform: 'translate(4 7) rotate(1.2 1330 1158)' }, perforated('P4T770219', 1170, 1134, 8.4, layer)) : perforated('P4T770219', 1170, 1134, 8.4, layer),
    entry(layer, falseStamp), exit(layer), layer === 'uv' ? fibres('pages', 110, 20, 20, width - 60, height - 60, ['#ff4d5b', '#4f8dff', '#5dffa0']) : '', binding(layer, leafRemoved),
  ].join('');
  return sheet(width, height, definitions, body);
}

/** The fold, with the thread that holds the book: even stitches of one thread that glows, a hole for each, and no other hole. */
function binding(layer: Layer, removed = false): string {
  const { fold, height } = spread;
  const fringe = layer === 'white' || layer === 'loupe' ? box(fold - 46, 0, 92, height, 'url(#gutter)') : line(`M${fold} 0V${height}`, { uv: '#0a0826', ir: '#aeb1b0', transmitted: '#8f7740' }[layer as 'uv'] ?? null, 7);
  const good = { white: '#efe9d8', loupe: '#efe9d8', tilt: null, uv: '#ffb02e', ir: '#f3f3f2', transmitted: '#6a5830' }[layer];
  const other = { white: '#ffffff', loupe: '#ffffff', tilt: null, uv: '#8fb4ff', ir: '#fbfbfb', transmitted: '#54452a' }[layer];
  const holeInk = { white: '#3d3527', loupe: '#3d3527', tilt: null, uv: '#02010a', ir: '#56595a', transmitted: '#fffdf0' }[layer];
  const stitches = Array.from({ length: 12 }, (_, index) => 40 + index * 100);
  const holes = (at: readonly number[], x: number, r: number) => at.map((y) => dot(x, y, r, holeInk)).join('');
  if (!removed) return fringe + line(stitches.map((y) => `M${fold} ${y}v70`).join(''), good, 7, { 'stroke-linecap': 'round' }) + holes(stitches.flatMap((y) => [y - 4, y + 74]), fold, 3.4);
  const stubPaper = inkIn(inks.paper, layer);
  const stub = `M${fold + 3} 0H${fold + 26}l-4 170 5 240-6 250 5 260-5 180 4 150H${fold + 3}Z`;
  const shadow = layer === 'white' || layer === 'loupe' ? group({ transform: 'translate(5 0)' }, shape(stub, '#6b5f48', { opacity: 0.4 })) : '';
  const sewn = stitches.map((y, index) => `M${fold + (index % 3) * 3 - 3} ${y + (index % 2) * 22}l${(index % 2) * 6 - 3} ${48 + (index % 4) * 9}`).join('');
  return fringe + shadow + shape(stub, stubPaper, { stroke: { uv: '#3d3785', ir: '#a2a5a5', transmitted: '#8a7444' }[layer as 'uv'] ?? '#9c8f74', 'stroke-width': 1.6 }) + line(sewn, other, 7, { 'stroke-linecap': 'round' }) + holes(stitches.flatMap((y) => [y - 4, y + 74]), fold - 9, 4.2) + holes(stitches.map((y) => y + 30), fold - 18, 3.2);
}

function entry(layer: Layer, isFalse = false): string {
  const [x, y, w, h] = places['stamp-entry'].at;
  const ink = isFalse ? (layer === 'loupe' ? 'url(#jet)' : inkIn(falseInk, layer)) : inkIn(inks.stampEntry, layer);
  const frame = isFalse ? `M18 22L${w - 24} 14L${w - 16} ${h - 26}L22 ${h - 16}ZM30 34L${w - 36} 27` : `M16 16H${w - 16}V${h - 16}H16ZM28 28H${w - 28}V${h - 28}H28Z`;
  const style = (size: number, weight = 0.14) => ({ size, pitch: size * (isFalse ? 0.82 : 0.95), weight: isFalse ? weight * 0.8 : weight, width: isFalse ? 0.9 : 1 });
  const texts = [
    write('Utopia', 60, 84 + (isFalse ? 3 : 0), ink, style(30, 0.17)), write('Immigration', isFalse ? 66 : 60, 118, ink, style(20)), write(isFalse ? '31 NOV 2025' : '30 NOV 2025', 60, 172 + (isFalse ? -3 : 0), ink, style(28)), write(isFalse ? 'Arnaurot 04' : 'Amaurot 04', 60, 218, ink, style(20)),
  ].join('');
  const plane = line(`M${w - 110} 70h70m-30-26l22 26l-22 26M${w - 110} 56v28`, ink, 5);
  return group({ transform: `translate(${x} ${y}) rotate(-3 ${w / 2} ${h / 2})`, opacity: layer === 'transmitted' ? 0.6 : 0.88 }, line(frame, ink, isFalse ? 3.2 : 4.4), texts, plane);
}

function exit(layer: Layer): string {
  const [x, y, w, h] = places['stamp-exit'].at;
  const ink = inkIn(inks.stampExit, layer);
  const hexagon = `M14 ${h / 2}L90 16H${w - 90}L${w - 14} ${h / 2}L${w - 90} ${h - 16}H90Z`;
  const texts = write('Utopia', 120, 76, ink, { size: 26, weight: 0.17 }) + write('12 DEC 2025', 84, 146, ink, { size: 32, pitch: 27 }) + write('Port 02', 130, 200, ink, { size: 22 });
  return group({ transform: `translate(${x} ${y}) rotate(5 ${w / 2} ${h / 2})`, opacity: layer === 'transmitted' ? 0.6 : 0.85 }, line(hexagon, ink, 4.4), texts, line(`M${w - 126} 186h52m-26-18l22 18l-22 18`, ink, 5));
}

const usual: Partial<Record<Layer, string>> = {
  white: 'Pages 8 and 9. A rosette lies across the fold and meets exactly. One cream thread holds the book with even stitches. The number P4T770219 is pierced through both pages. Left, an entry stamp in blue with a double frame: UTOPIA, IMMIGRATION, 30 NOV 2025, AMAUROT 04. Right, an exit stamp in violet: UTOPIA, 12 DEC 2025, PORT 02.',
  uv: 'The paper is dark, with short fibres. The rosette glows green, the thread orange. The stamps are dark.', ir: 'Wavy lines and rosette are gone. Stamps and page numbers are grey.', transmitted: 'A head with tied hair appears on the left page, the star at the upper right is whole, and the pierced number shines.', loupe: 'The stamps are of even ink. There is one hole for each stitch.',
};

/** What was done to each pair of pages, where it shows, and what differs in words. */
const made: Record<string, { made: SpreadMade; altered: SpreadPlace[]; seen: Partial<Record<Layer, string>> }> = {
  'td3-page-genuine': { made: {}, altered: [], seen: {} },
  'td3-page-removed': {
    made: { leafRemoved: true }, altered: ['page-number-right', 'stitching', 'perforation-right', 'motif'],
    seen: {
      white: usual.white?.replace('Pages 8 and 9', 'Pages 8 and 11').replace('and meets exactly', 'and does not meet').replace('One cream thread holds the book with even stitches', 'A white thread holds the book with uneven stitches; beside it are empty holes and a narrow strip of paper').replace('through both pages', 'through both pages, on the right one a little lower and awry'),
      uv: 'The paper is dark, with short fibres. The rosette glows green and does not meet at the fold. The thread is bluish white.', transmitted: `${usual.transmitted} Beside the fold are a strip of paper and empty holes.`, loupe: 'The stamps are of even ink. There are more holes than stitches.',
    },
  },
  'td3-stamp': {
    made: { falseStamp: true }, altered: ['stamp-entry'],
    seen: { white: usual.white?.replace('an entry stamp in blue with a double frame: UTOPIA, IMMIGRATION, 30 NOV 2025, AMAUROT 04', 'an entry stamp in brighter blue, with one thin uneven frame: UTOPIA, IMMIGRATION, 31 NOV 2025, ARNAUROT 04'), uv: usual.uv?.replace('The stamps are dark', 'The entry stamp glows blue, the exit stamp is dark'), ir: 'Wavy lines, rosette and entry stamp are gone. Exit stamp and page numbers are grey.', loupe: 'The entry stamp is made of dots; the exit stamp is of even ink. There is one hole for each stitch.' },
  },
};

export const spreads: readonly Drawn[] = Object.entries(made).map(([id, one]) => ({
  id, title: 'UTO passport, facing pages', description: 'Two facing inner pages of a passport of the fictional State UTO, with an entry stamp and an exit stamp.', width: spread.width, height: spread.height, layers, seen: { ...usual, ...one.seen },
  areas: areasOf(places, spread.width, spread.height), genuine: id === 'td3-page-genuine' ? null : 'td3-page-genuine', altered: one.altered, draw: (layer: Layer) => drawSpread(one.made, layer),
}));
