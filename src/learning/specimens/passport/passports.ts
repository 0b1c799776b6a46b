import { writeZone } from '../../mrz/index.js';
import { holders } from '../faces/holders.js';
import { areasOf } from '../places.js';
import { type Drawn, type Layer, layers } from '../specimen.js';
import { type DataPageMade, drawPage } from './draw-page.js';
import { page, places, type PagePlace } from './passport-places.js';

const zoneOf = (birthDay: { month: number; day: number }) => writeZone({
  format: 'TD3', code: 'P', state: 'UTO', nationality: 'UTO', name: { primary: 'Tanaka', secondary: 'Mira Jun' }, number: 'P4T770219', sex: 'F', birth: { year: 1991, ...birthDay }, expiry: { year: 2031, month: 6, day: 3 },
});

const genuine: DataPageMade = {
  face: holders.tanaka, number: 'P4T770219', surname: 'Tanaka', givenNames: 'Mira Jun', birth: '04 JUN 1991', expiry: '03 JUN 2031', zone: zoneOf({ month: 6, day: 4 }),
};

/** What is to be seen, in words, for those who cannot see it: an observation, never a conclusion. */
const usual: Record<Layer, string> = {
  white: 'Wavy lines run from blue-green over rose to sand. A rosette and a foil disc lie over the right edge of the photo and go on without a break. The number stands in heavy dark red type. A pale portrait at the right repeats the photo.',
  uv: 'The paper is dark, with short fibres in red, blue and green. Two rosettes glow green, the number orange, the thread yellow and red.',
  ir: 'Wavy lines, labels and rosettes are gone. Photo, text and machine readable zone are black; the number is grey.',
  transmitted: 'A head with tied hair appears in the paper. The thread is one dark band with letters. The star at the upper left is whole. The number shines as holes along the right edge.',
  tilt: 'The foil disc shows the letters UTO in rainbow colours. The emblem at the right has turned from magenta to green. UTO appears in the border. The small panel shows the portrait.',
  loupe: 'The fine line above the zone reads REPUBLIC OF UTOPIA. The photo is a fine even screen of lines. The text is solid black; the number has a darker rim.',
};

/** What was done to each page, where it shows, and what differs in words. */
const pages: Record<string, { made: Partial<DataPageMade>; altered: PagePlace[]; seen: Partial<Record<Layer, string>> }> = {
  'td3-genuine': { made: {}, altered: [], seen: {} },
  'td3-photo': {
    made: { pasted: holders.substitute }, altered: ['photo', 'photo-edge', 'guilloche', 'dovid'],
    seen: {
      white: 'Wavy lines run from blue-green over rose to sand. The rosette and the foil disc end at the edge of the photo, along which runs a pale line; the photo stands a little awry. The pale portrait at the right has other hair and other ears than the photo.',
      uv: 'The paper is dark, with fibres in red, blue and green, but none over the photo. A bright line runs around the photo. The rosette glows only outside of it.', ir: 'Text and machine readable zone are black. The photo has almost gone.', transmitted: 'Watermark, thread, star and holes are there. A dark line runs around the photo.',
      tilt: 'Foil, emblem, border and panel change. The foil is missing over the photo, and the edge of the photo throws a shadow.', loupe: 'The fine line reads REPUBLIC OF UTOPIA. The photo is made of scattered coloured dots.',
    },
  },
  'td3-laminate': {
    made: { reglued: true }, altered: ['laminate'],
    seen: { white: `${usual.white} Along the left and upper edge run a second edge, pale, and small bubbles.`, uv: `${usual.uv} A bright bluish band runs along the left and upper edge.`, tilt: `${usual.tilt} Creases and bubbles stand out along the left and upper edge.` },
  },
  'td3-expiry': {
    made: { expiryOver: { at: 10, character: '7' } }, altered: ['expiry'],
    seen: { white: `${usual.white} The date of expiry reads 03 JUN 2037; its last figure stands a little higher, on a paler spot.`, uv: `${usual.uv} The last figure of the date of expiry stands on a bright spot.`, ir: `${usual.ir} The date of expiry reads 03 JUN 2031.`, loupe: `${usual.loupe} The last figure of the date of expiry is made of coloured dots.` },
  },
  'td3-mrz': {
    made: { zoneOver: { at: 14, character: '7' } }, altered: ['mrz-2'],
    seen: { white: `${usual.white} The second line of the zone reads P4T7702192UTO9706042F3106039, fillers, 0.`, uv: `${usual.uv} One character of the second line of the zone stands on a bright spot.`, ir: `${usual.ir} The second line of the zone reads P4T7702192UTO9106042F3106039, fillers, 0.`, loupe: `${usual.loupe} One character of the second line of the zone is made of coloured dots.` },
  },
  'td3-number': {
    made: { plainNumber: true }, altered: ['number'],
    seen: { white: usual.white.replace('in heavy dark red type', 'in thin reddish figures, which stand unevenly'), uv: 'The paper is dark, with short fibres in red, blue and green. Two rosettes glow green, the thread yellow and red. The number is dark.', ir: usual.ir.replace('the number is grey', 'the number is gone'), loupe: usual.loupe.replace('the number has a darker rim', 'the number is made of coloured dots') },
  },
  'td3-inkjet': {
    made: { counterfeit: true }, altered: Object.keys(places) as PagePlace[],
    seen: {
      white: 'Wavy lines run from blue-green over rose to sand, a little dull. All of it is there, flat: the foil disc is grey, the holes are grey points, the head in the paper is printed.', uv: 'The paper is dark. No fibres; nothing glows, neither rosettes nor number nor thread.', ir: 'Almost everything is gone, text and zone too.',
      transmitted: 'No head, no thread, no holes. Half of the star at the upper left is missing.', tilt: 'Nothing changes: neither foil nor emblem nor panel.', loupe: 'Everything is made of scattered coloured dots. The fine line above the zone cannot be read.',
    },
  },
  'td3-uv-bright': { made: { brightPaper: true }, altered: ['fibres'], seen: { uv: 'The whole paper shines blue-white. There are no fibres.' } },
  'td3-impossible-date': { made: { birth: '30 FEB 1991', zone: zoneOf({ month: 2, day: 30 }) }, altered: ['birth', 'mrz-2', 'cli'], seen: {} },
  'td3-blank': {
    made: { filledIn: true }, altered: ['photo', 'ghost-portrait', 'surname', 'birth', 'sex', 'expiry', 'signature', 'mrz-1', 'mrz-2', 'cli'],
    seen: {
      white: 'Wavy lines, border, number and foil disc are as ever. Names, dates and zone stand in narrow slanting letters. There is no pale portrait at the right, and the small panel is empty.', ir: 'Nationality, date of issue and authority are black. Names, dates, photo and zone are gone.', tilt: usual.tilt.replace('The small panel shows the portrait.', 'The small panel stays empty.'),
      loupe: 'The fine line above the zone reads REPUBLIC OF UTOPIA. Names, dates, zone and photo are made of scattered dots; nationality and date of issue are solid.',
    },
  },
};

/** Everything the page says, so that it can be compared by ear. */
const saidBy = ({ number, surname, givenNames, birth, expiry, zone }: DataPageMade) =>
  `It says: number ${number}; surname ${surname.toUpperCase()}; given names ${givenNames.toUpperCase()}; born ${birth}; sex F; issued 04 JUN 2021; expires ${expiry}. Zone: ${zone.join(' / ')}.`;

export const passports: readonly Drawn[] = Object.entries(pages).map(([id, { made, altered, seen }]) => {
  const whole = { ...genuine, ...made };
  const shown = made.expiryOver ? { ...whole, expiry: '03 JUN 2037' } : made.zoneOver ? { ...whole, zone: whole.zone.map((text, index) => (index === 1 ? `${text.slice(0, 14)}7${text.slice(15)}` : text)) } : whole;
  return {
    id, title: 'UTO passport, data page', description: 'The data page of a passport of the fictional State UTO, format TD3.', ...page, layers, seen: { ...usual, ...seen, white: `${seen.white ?? usual.white} ${saidBy(shown)}` },
    areas: areasOf(places, page.width, page.height), genuine: id === 'td3-genuine' ? null : 'td3-genuine', altered, draw: (layer: Layer) => drawPage(whole, layer),
  };
});
