import type { Texts } from '../../i18n/i18n';
import { together } from '../../i18n/together';
import { texts as sending } from '../../sending/texts';
import { messages } from './texts/en.po';

const own: Texts = {
  english: messages,
  others: { ar: () => import('./texts/ar.po'), 'en-XA': () => import('./texts/en-XA.po') },
};

/** How files on their way are spoken of is the same for all who send some. */
export const texts = together(own, sending);
