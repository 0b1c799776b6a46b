import { writeZone } from '../../mrz/index.js';
import { holders } from '../faces/holders.js';
import { areasOf } from '../places.js';
import { type Drawn, type Layer, layers } from '../specimen.js';
import { card, places, type CardPlace } from './card-places.js';
import { type CardMade, drawCard } from './draw-card.js';

const genuine: CardMade = {
  face: holders.okoro, number: 'C7RX00482',
  zone: writeZone({ format: 'TD1', code: 'I', state: 'UTO', nationality: 'UTO', name: { primary: 'Okoro', secondary: 'David T' }, number: 'C7RX00482', sex: 'M', birth: { year: 1985, month: 9, day: 30 }, expiry: { year: 2032, month: 1, day: 1 } }),
};

const usual: Record<Layer, string> = {
  white: 'Front and back of a card with wavy lines. The photo is engraved in grey; a rosette and a foil disc lie over its right edge and go on without a break. A grey portrait at the lower right repeats it, and so does one in an oval window. Number C7RX00482; surname OKORO; given names DAVID T; born 30 SEP 1985; sex M; expires 01 JAN 2032.',
  uv: 'The card is dark. Two rosettes on the front glow green.', ir: 'Wavy lines, labels and rosettes are gone. Photo, portraits, text and zone are black or grey.', transmitted: 'The oval window is bright on both sides, with a portrait in it.',
  tilt: 'The foil disc shows UTO in rainbow colours. The emblem has turned from magenta to green. The small panel shows the portrait.', loupe: 'The fine line along the lower edge reads REPUBLIC OF UTOPIA. The photo is a fine even screen of lines.',
};

/** What was done to each card, where it shows, and what differs in words. */
const made: Record<string, { made: Partial<CardMade>; altered: CardPlace[]; seen: Partial<Record<Layer, string>> }> = {
  'td1-genuine': { made: {}, altered: [], seen: {} },
  'td1-photo': {
    made: { pasted: holders.other }, altered: ['photo', 'photo-edge', 'guilloche', 'dovid'],
    seen: {
      white: usual.white.replace('a rosette and a foil disc lie over its right edge and go on without a break', 'the rosette and the foil disc end at its edge, along which runs a pale line').replace('repeats it, and so does one in an oval window', 'and one in an oval window show a man without a beard; the photo shows one with a beard and other ears'),
      uv: 'The card is dark. A bright line runs around the photo, and the rosette glows only outside of it.', ir: 'Text, portraits and zone are black or grey. The photo has almost gone.', transmitted: `${usual.transmitted} A dark line runs around the photo.`, tilt: `${usual.tilt} The foil is missing over the photo, whose edge throws a shadow.`, loupe: 'The fine line along the lower edge reads REPUBLIC OF UTOPIA. The photo is made of scattered coloured dots.',
    },
  },
  'td1-number': {
    made: { numberOver: { at: 7, character: '3' } }, altered: ['number'],
    seen: { white: usual.white.replace('C7RX00482', 'C7RX00432, whose last figure but one stands a little higher'), uv: `${usual.uv} One figure of the number stands on a bright spot.`, ir: `${usual.ir} The number reads C7RX00482.`, loupe: `${usual.loupe} One figure of the number is made of coloured dots.` },
  },
};

export const cards: readonly Drawn[] = Object.entries(made).map(([id, one]) => ({
  id, title: 'UTO identity card, both sides', description: 'Front and back of an identity card of the fictional State UTO: polycarbonate, format TD1.', width: card.width, height: card.height, layers,
  seen: { ...usual, ...one.seen, white: `${one.seen.white ?? usual.white} Zone: ${genuine.zone.join(' / ')}.` }, areas: areasOf(places, card.width, card.height), genuine: id === 'td1-genuine' ? null : 'td1-genuine', altered: one.altered,
  draw: (layer: Layer) => drawCard({ ...genuine, ...one.made }, layer),
}));
