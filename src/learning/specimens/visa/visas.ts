import { writeZone } from '../../mrz/index.js';
import { dovid, intaglioBorder, microprint, ovi, rainbow } from '../drawing/features.js';
import { write } from '../drawing/glyphs.js';
import { inkIn, inks } from '../drawing/inks.js';
import { fibres, rosette, waves } from '../drawing/patterns.js';
import { photo, photoDefinitions, writtenOver } from '../drawing/photo.js';
import { sheet } from '../drawing/sheet.js';
import { box, line } from '../drawing/svg.js';
import { holders } from '../faces/holders.js';
import { areasOf } from '../places.js';
import type { Drawn, Layer } from '../specimen.js';
import { places, visa } from './visa-places.js';

const zone = writeZone({
  format: 'MRV-A', code: 'V', state: 'UTO', nationality: 'UTO', name: { primary: 'Silva', secondary: 'Ana Maria' }, number: 'V20941736', sex: 'F', birth: { year: 1988, month: 3, day: 17 }, expiry: { year: 2026, month: 12, day: 11 },
});

function drawVisa(layer: Layer, until?: { at: number; character: string }): string {
  const whitened = layer === 'white' || layer === 'tilt' || layer === 'loupe';
  const ground = waves('wave', visa.width + 80, 4, 600, 9, { length: 140, height: 24 }, whitened ? 'url(#rain)' : inkIn(inks.rose, layer));
  const foil = dovid(places.dovid.at, layer);
  const label = inkIn(inks.label, layer);
  const field = (x: number, y: number, name: string, value: string) => write(name, x, y, label, { size: 9, pitch: 8.6 }) + write(value, x, y + 38, inkIn(inks.data, layer), { size: 25, pitch: 20 });
  const body = [
    box(0, 0, visa.width, visa.height, inkIn(inks.paper, layer)), ground.drawn, line(rosette(700, 350, 200, { petals: 11, inner: 0.36, steps: 16 }), inkIn(inks.glowing, layer), layer === 'uv' ? 2.2 : 1, { opacity: 0.8 }),
    write('Visa', 44, 72, inkIn(inks.intaglio, layer), { size: 40, pitch: 44, weight: 0.17 }), write('Utopia · Utopie', 250, 72, inkIn(inks.intaglio, layer), { size: 22, pitch: 22 }), intaglioBorder(places['intaglio-border'].at, layer), ovi(places.ovi.at, layer),
    photo(places.photo.at, { face: holders.silva, dye: false, pasted: false }, layer), line(rosette(305, 305, 103, { petals: 11, inner: 0.3, steps: 14, curves: 5 }), inkIn({ ...inks.glowing, white: '#8f5f7f' }, layer), layer === 'uv' ? 1.8 : 1.2, { opacity: 0.85 }),
    field(396, 226, 'Valid from', '12 DEC 2025'), field(668, 226, 'Valid until', '11 DEC 2026'), field(396, 296, 'Entries', 'MULT'), field(668, 296, 'Duration of stay', '90 days'), field(396, 366, 'Passport no.', 'K00951284'), field(396, 436, 'Surname, given names', 'Silva, Ana Maria'),
    write('Type C', 668, 404, inkIn(inks.data, layer), { size: 25, pitch: 20 }), write('Issued at Amaurot', 396, 530, label, { size: 14, pitch: 13 }), write('V20941736', 866, 86, inkIn(inks.number, layer), { size: 38, pitch: 31, weight: 0.19 }), foil.drawn, until ? writtenOver(until, 668, 264, 20, 25, layer) : '',
    box(0, 596, visa.width, 204, layer === 'uv' ? '#150f38' : layer === 'ir' ? '#e6e7e5' : '#faf7ee'), microprint(places.microprint.at, layer), ...zone.map((one, index) => write(one, 42, 672 + index * 64, inkIn(inks.data, layer), { size: 24, pitch: 25.4, weight: 0.15 })),
    layer === 'uv' ? fibres('visa', 46, 20, 20, visa.width - 50, visa.height - 60, ['#ff4d5b', '#4f8dff', '#5dffa0']) : '',
  ].join('');
  return sheet(visa.width, visa.height, (whitened ? rainbow('rain', visa.width, '#b58ab0', '#7fa9c4', '#86b59a') : '') + ground.definition + foil.definition + photoDefinitions(places.photo.at, visa.width, visa.height, layer, false), body);
}

const usual: Partial<Record<Layer, string>> = {
  white: `Wavy lines in rose and blue. A rosette lies over the right edge of the photo. Number V20941736; valid from 12 DEC 2025 until 11 DEC 2026; entries MULT; stay 90 DAYS; passport K00951284; SILVA, ANA MARIA. Zone: ${zone.join(' / ')}.`,
  uv: 'The paper is dark, with short fibres in red, blue and green. Two rosettes glow green, the number orange.', ir: 'Wavy lines, labels and rosettes are gone. Photo, text and zone are black.', tilt: 'The foil disc shows UTO in rainbow colours. The emblem has turned from magenta to green. UTO appears in the border.',
  loupe: 'The fine line above the zone reads REPUBLIC OF UTOPIA. The text is solid black.',
};
const altered: Partial<Record<Layer, string>> = {
  white: usual.white?.replace('until 11 DEC 2026', 'until 11 DEC 2028, whose last figure stands a little higher'), uv: `${usual.uv} The last figure of the second date stands on a bright spot.`, ir: `${usual.ir} Valid until reads 11 DEC 2026.`, loupe: `${usual.loupe} The last figure of the second date is made of coloured dots.`,
};

export const visas: readonly Drawn[] = (['visa-genuine', 'visa-altered'] as const).map((id) => ({
  id, title: 'UTO visa sticker', description: 'A visa sticker of the fictional State UTO, format MRV-A.', ...visa, layers: ['white', 'uv', 'ir', 'tilt', 'loupe'], seen: { ...usual, ...(id === 'visa-genuine' ? {} : altered) }, areas: areasOf(places, visa.width, visa.height),
  genuine: id === 'visa-genuine' ? null : 'visa-genuine', altered: id === 'visa-genuine' ? [] : ['valid-until'],
  draw: (layer: Layer) => drawVisa(layer, id === 'visa-genuine' ? undefined : { at: 10, character: '8' }),
}));
