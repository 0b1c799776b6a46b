import type { Texts } from '../../../i18n/i18n';
import { messages } from './texts/en.po';

export const texts: Texts = {
  english: messages,
  others: { ar: () => import('./texts/ar.po'), 'en-XA': () => import('./texts/en-XA.po') },
};
