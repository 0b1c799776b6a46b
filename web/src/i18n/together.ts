import type { Texts } from './i18n';

/** The texts of several parts as those of one, for a screen that is made of them. */
export const together = (...all: readonly Texts[]): Texts => {
  const other = (locale: string) => async () => ({ messages: Object.assign({}, ...(await Promise.all(all.map(({ others }) => others[locale]?.()))).map((one) => one?.messages)) as Texts['english'] });
  return { english: Object.assign({}, ...all.map(({ english }) => english)) as Texts['english'], others: { ar: other('ar'), 'en-XA': other('en-XA') } };
};
