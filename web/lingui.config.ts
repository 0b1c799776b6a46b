import { defineConfig } from '@lingui/conf';

/** One catalogue per feature, so that a page loads its own texts only; what the marking says is fetched with the first screen that shows it. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar', 'en-XA'],
  fallbackLocales: { default: 'en' },
  pseudoLocale: 'en-XA',
  catalogs: [
    { path: '<rootDir>/src/features/{name}/texts/{locale}', include: ['<rootDir>/src/features/{name}/'] },
    { path: '<rootDir>/src/marking/texts/{locale}', include: ['<rootDir>/src/marking'], exclude: ['**/*.spec.ts'] },
    {
      path: '<rootDir>/src/i18n/texts/{locale}',
      include: ['<rootDir>/src/app', '<rootDir>/src/ui', '<rootDir>/src/i18n', '<rootDir>/src/api'],
      exclude: ['**/*.spec.ts'],
    },
  ],
});
