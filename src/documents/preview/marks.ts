import { type HandlingCaveat, type Tlp } from '../../kernel/marking/index.js';
import type { Mark } from '../../kernel/rendering/index.js';

type Marked = { tlp: Tlp; handlingCaveats: readonly HandlingCaveat[] };

const markedCaveats: readonly HandlingCaveat[] = ['view_only', 'no_onward_sharing'];
const markedLabels: readonly Tlp[] = ['amber+strict', 'red'];
const recordedLabels: readonly Tlp[] = ['amber', 'amber+strict', 'red'];

/** Whether every rendition of it carries its reader's watermark: where it may not travel on, a copy must tell whose it was. */
export const isMarked = ({ tlp, handlingCaveats }: Marked): boolean => markedLabels.includes(tlp) || handlingCaveats.some((caveat) => markedCaveats.includes(caveat));

/** Whether looking at its pages is recorded as a download is: from TLP:AMBER up, and whenever a watermark's code must lead somewhere. */
export const isRecorded = (marking: Marked): boolean => recordedLabels.includes(marking.tlp) || isMarked(marking);

/** One occasion on which a reader was given a rendition. */
export interface Opening {
  /** Ten characters, as a watermark says them. */
  code: string;
  at: Date;
}

/** What the watermark of an opening says. @param reader name and e-mail address of who looks */
export function markOf(reader: { name: string; email: string }, party: string, { code, at }: Opening): Mark {
  return { lines: [writable(reader.name) ?? writable(reader.email) ?? 'unnamed', party, moment(at), code] };
}

export const said = ({ lines }: Mark): string => lines.join(' · ');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const moment = (at: Date) => `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()} ${at.toISOString().slice(11, 16)} UTC`;

/** A name as the font of every PDF can write it, without the accents it lacks; null for a name in another script. */
function writable(name: string): string | null {
  const plain = name.replaceAll(/[đĐłŁ]/g, (letter) => ({ đ: 'd', Đ: 'D', ł: 'l', Ł: 'L' })[letter] ?? letter);
  const latin = [...plain].map((letter) => (letter.charCodeAt(0) < 256 ? letter : letter.normalize('NFD').replaceAll(/\p{M}/gu, ''))).join('');
  return latin.length > 0 && /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(latin) ? latin.slice(0, 60) : null;
}
