export interface Locale { code: string; name: string; dir: 'ltr' | 'rtl' }

/** The languages the interface speaks. The last one is for testing: longer texts, from right to left. */
export const locales: Locale[] = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
  { code: 'en-XA', name: 'Pseudo', dir: 'rtl' },
];
export const english = locales[0] as Locale;

/** The nearest language we speak to the wished ones, in their order; English otherwise. */
export function nearestLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const found = locales.find(({ code }) => code === wish) ?? locales.find(({ code }) => code === wish?.split('-')[0]);
    if (found) return found;
  }
  return english;
}
