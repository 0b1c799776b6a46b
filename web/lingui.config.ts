import { defineConfig } from '@lingui/cli';

/** One catalogue per feature, so that a page loads its own texts only; what later screens share is fetched with the first of them. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar', 'en-XA'],
  fallbackLocales: { default: 'en' },
  pseudoLocale: 'en-XA',
  catalogs: [
    { path: '<rootDir>/src/features/{name}/texts/{locale}', include: ['<rootDir>/src/features/{name}/'], exclude: ['**/*.spec.ts', '**/library/{around,asking}/**', '**/learning/**'] },
    { path: '<rootDir>/src/features/learning/{name}/texts/{locale}', include: ['<rootDir>/src/features/learning/{name}/'], exclude: ['**/*.spec.ts'] },
    { path: '<rootDir>/src/features/library/around/texts/{locale}', include: ['<rootDir>/src/features/library/around/'] },
    { path: '<rootDir>/src/features/library/asking/texts/{locale}', include: ['<rootDir>/src/features/library/asking/'] },
    { path: '<rootDir>/src/sending/texts/{locale}', include: ['<rootDir>/src/sending/'], exclude: ['**/*.spec.ts'] },
    {
      path: '<rootDir>/src/i18n/parts/{locale}',
      include: ['actions', 'data', 'failure', 'fields', 'page'].map((part) => `<rootDir>/src/ui/${part}`).concat('<rootDir>/src/marking', '<rootDir>/src/description'),
      exclude: ['**/*.spec.ts'],
    },
    {
      path: '<rootDir>/src/i18n/texts/{locale}',
      include: ['<rootDir>/src/app', '<rootDir>/src/ui/state', '<rootDir>/src/i18n', '<rootDir>/src/api'],
      exclude: ['**/*.spec.ts'],
    },
  ],
});
