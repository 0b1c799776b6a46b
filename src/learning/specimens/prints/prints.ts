import { Draw } from '../../mrz/index.js';
import { sheet } from '../drawing/sheet.js';
import { box, dot, group, line, short, tag } from '../drawing/svg.js';
import { areasOf, type Place } from '../places.js';
import type { Drawn, Layer } from '../specimen.js';

const patch = { width: 600, height: 600 } as const;

const places = {
  edge: { label: 'Edge of the character', at: [150, 90, 300, 420], edge: 100 },
  inside: { label: 'Inside of its stroke', at: [162, 130, 76, 340] },
  ground: { label: 'Paper beside it', at: [470, 40, 110, 520] },
} as const satisfies Record<string, Place>;

const processes = ['offset', 'letterpress', 'intaglio', 'screen', 'inkjet', 'laser', 'dye-sublimation', 'engraved'] as const;
type Process = (typeof processes)[number];

/** What each leaves behind, in words: through the loupe, and in slanting light. */
const signs: Record<Process, { loupe: string; tilt: string }> = {
  offset: { loupe: 'The colour is even and flat up to a clean edge.', tilt: 'Nothing stands out from the paper.' },
  letterpress: { loupe: 'A darker rim runs along the edge, with a pale halo inside it.', tilt: 'The character is pressed a little into the paper.' },
  intaglio: { loupe: 'The ink is thick and its edge sharp, with fine feathers along the fibres.', tilt: 'The ink stands up from the paper and throws a shadow.' },
  screen: { loupe: 'The ink is thick and its edge has steps, as of a mesh.', tilt: 'A thick even layer lies on the paper, without a sharp ridge.' },
  inkjet: { loupe: 'The character is made of scattered dots of several colours, some of them beside it.', tilt: 'Nothing stands out from the paper.' },
  laser: { loupe: 'The character is made of glossy grains, with specks of toner around it.', tilt: 'The surface shines in patches.' },
  'dye-sublimation': { loupe: 'The colour runs out softly at the edge; there are no dots.', tilt: 'A smooth film lies over the character.' },
  engraved: { loupe: 'Grey to black points lie within the card; there is no ink on its surface.', tilt: 'The surface is smooth; at the deepest places it is raised a little.' },
};

const letter = 'M200 470V130H300C400 130 400 300 300 300H200M300 300L410 470';
const weight = 76;
const ink = '#1d2740';
const stroke = (colour: string, width: number, more = {}) => line(letter, colour, width, { 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', ...more });

/** Points strewn over the letter, or around it. */
function specks(seed: string, count: number, colours: readonly string[], least: number, most: number, spread: number): string {
  const draw = new Draw(`print:${seed}`);
  const along = [[200, 470, 200, 300], [200, 300, 200, 130], [200, 130, 300, 130], [300, 130, 360, 158], [360, 158, 375, 215], [375, 215, 360, 272], [360, 272, 300, 300], [200, 300, 300, 300], [300, 300, 355, 385], [355, 385, 410, 470]] as const;
  return Array.from({ length: count }, () => {
    const [x1, y1, x2, y2] = draw.one(along);
    const part = draw.below(1000) / 1000;
    const off = () => (spread * (draw.below(2001) - 1000)) / 1000;
    return dot(x1 + (x2 - x1) * part + off(), y1 + (y2 - y1) * part + off(), draw.from(least * 10, most * 10) / 10, draw.one(colours));
  }).join('');
}

const drawn: Record<Process, (tilted: boolean) => string> = {
  offset: () => stroke(ink, weight),
  letterpress: (tilted) => (tilted ? group({ transform: 'translate(-4 -4)' }, stroke('#9c937d', weight + 8)) + group({ transform: 'translate(4 4)' }, stroke('#fffdf6', weight + 8)) : '') + stroke('#0d1428', weight + 12) + stroke('#7d859c', weight - 10) + stroke('#33405f', weight - 24),
  intaglio: (tilted) => group({ transform: `translate(${tilted ? '14 15' : '4 4'})`, opacity: tilted ? 0.55 : 0.3 }, stroke('#5b4f3a', weight)) + line(feathers(), '#111a33', 3) + stroke('#111a33', weight) + group({ transform: 'translate(-9 -9)' }, stroke('#46557d', 16, { opacity: tilted ? 1 : 0.6 })),
  screen: (tilted) => group({ transform: `translate(${tilted ? '7 8' : '2 2'})`, opacity: 0.35 }, stroke('#5b4f3a', weight + 10)) + stroke('url(#mesh)', weight + 18) + stroke(ink, weight + 2),
  inkjet: () => stroke('#55506a', weight - 18, { opacity: 0.22 }) + specks('inkjet', 1150, ['#12131a', '#12131a', '#1a9cc7', '#c4408a', '#d8bd2f'], 4, 7, 37) + specks('satellites', 130, ['#12131a', '#1a9cc7', '#c4408a'], 2.5, 4.5, 78),
  laser: (tilted) => stroke('#16161a', weight - 6) + specks('toner', 620, ['#16161a', '#2a2a30', '#0c0c0f'], 4, 8, 38) + specks('dust', 150, ['#16161a'], 1.4, 3.4, 130) + specks('gloss', tilted ? 240 : 70, ['#f4f6f8', '#b9c0c8'], tilted ? 3 : 1.6, tilted ? 7 : 3, 28),
  'dye-sublimation': (tilted) => [1, 0.86, 0.72, 0.58, 0.44, 0.3].map((part, index) => stroke(['#c9cbd0', '#9aa0ac', '#6c7486', '#4a5369', '#333d55', '#242e48'][index] ?? ink, (weight + 46) * part)).join('') + (tilted ? box(60, 40, 480, 520, '#ffffff', { opacity: 0.28, rx: 8 }) + line('M90 520L470 60M130 540L530 90', '#ffffff', 16, { opacity: 0.45 }) : ''),
  engraved: (tilted) => stroke('#8b9093', weight - 16, { opacity: 0.5 }) + specks('engraved', 1050, ['#3c4144', '#5a6063', '#26292b'], 2.6, 4.6, 33) + (tilted ? box(0, 0, patch.width, patch.height, '#ffffff', { opacity: 0.18 }) + group({ transform: 'translate(-3 -3)' }, stroke('#ffffff', 5, { opacity: 0.6 })) : ''),
};

/** Short lines where ink crept along the fibres. */
function feathers(): string {
  const draw = new Draw('print:feathers');
  return Array.from({ length: 70 }, () => {
    const side = draw.one([162, 238]);
    const out = side === 162 ? -1 : 1;
    return `M${side} ${draw.from(132, 468)}l${out * draw.from(4, 13)} ${draw.from(-4, 4)}`;
  }).join('');
}

function drawPrint(process: Process, layer: Layer): string {
  const card = process === 'engraved';
  const draw = new Draw(`print:ground:${card ? 'card' : 'paper'}`);
  const grain = card ? '' : line(Array.from({ length: 150 }, () => `M${draw.below(600)} ${draw.below(600)}q${draw.from(-20, 20)} ${draw.from(-20, 20)} ${draw.from(-40, 40)} ${draw.from(-30, 30)}`).join(''), '#e2dac5', 1.6);
  const ground = box(0, 0, patch.width, patch.height, card ? '#e9efec' : '#f4efe2');
  // By eye the character is small, and all of them look alike.
  if (layer === 'white') {
    const rows = Array.from({ length: 3 }, (_, row) => Array.from({ length: 4 }, (_, column) => group({ transform: `translate(${60 + column * 130} ${90 + row * 160}) scale(.22)` }, stroke(process === 'laser' || card ? '#1d1f24' : ink, weight))).join('')).join('');
    return sheet(patch.width, patch.height, '', ground + rows);
  }
  const mesh = tag('pattern', { id: 'mesh', width: 22, height: 22, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(20)' }, box(0, 0, 15, 15, ink));
  return sheet(patch.width, patch.height, process === 'screen' ? mesh : '', ground + grain + drawn[process](layer === 'tilt') + (layer === 'tilt' ? line(`M0 ${short(patch.height)}L${short(patch.width)} 0`, '#fffbe8', 260, { opacity: 0.12 }) : ''));
}

export const prints: readonly Drawn[] = processes.map((process) => ({
  id: `print-${process}`, title: 'A printed character', description: 'One character of a document: by eye, through the loupe, and in slanting light.', ...patch, layers: ['white', 'tilt', 'loupe'],
  seen: { white: 'Twelve small letters R. By eye they look evenly printed.', ...signs[process] }, areas: areasOf(places, patch.width, patch.height), genuine: null, altered: [], draw: (layer) => drawPrint(process, layer),
}));
