import { messages } from './parts/en.po';

/** Texts of the parts that later screens share: controls, markings, descriptions. */
export const texts = {
  english: messages,
  others: { ar: () => import('./parts/ar.po'), 'en-XA': () => import('./parts/en-XA.po') },
};
