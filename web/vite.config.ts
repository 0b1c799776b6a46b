import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { firstPage } from './first-page.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const api = process.env.FOCALPOINT_API ?? 'http://127.0.0.1:3000';

// Chrome 109 is the last one on Windows 7 and 8, which some of the offices still run.
const browsers = ['chrome109', 'firefox115', 'safari16.4'];

const first = firstPage();
const fetchParts: Plugin = {
  name: 'fetch-parts',
  enforce: 'pre',
  apply: 'build',
  load: (id) => (id === '\0vite/preload-helper.js' ? `export { __vitePreload } from '${here}src/app/fetch-parts.ts'` : null),
};
const laterOnly = /use(Mutation|Queries|InfiniteQuery|Blocker)\.js$|(mutation|queries|infiniteQuery)Observer\.js$/;
const shared = /\/src\/(ui|marking|description|i18n|api)\/.*(?<!parts)\.(tsx?|css)$|\/features\/(?!home|library\/[a-z]+\.css).*\.css$|\/learning\/(held|tags-in|authoring\/(languages|outline-drafts))\.ts$/;

export default defineConfig({
  root: here,
  plugins: [fetchParts, react(), lingui({ cwd: here, macroTransform: true, failOnCompileError: true }), first.plugin],
  // What the router's store brings along for React 17; ours has it built in.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim$/, replacement: 'react' }] },
  server: { proxy: { '/api': api, '/sign-in': api } },
  build: {
    target: browsers,
    cssTarget: browsers,
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy knows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // For the worker that keeps the player: which files it is made of. Dot files are not served.
    manifest: true,
    rolldownOptions: {
      output: {
        // A feature's chunk bears the feature's name; the size gate knows it by that. The first page lists all of them, so their hashes are short: 42 bits.
        chunkFileNames: ({ facadeModuleId, name }) => `assets/${/features\/(?:learning\/)?([^/]+)\/routes/.exec(facadeModuleId ?? '')?.[1] ?? name}-[hash:7].js`,
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // Parts of a library that only later screens use are left to them, although its front door names them.
            { name: 'vendor', test: (id) => id.includes('/node_modules/') && first.isNeeded(id) && !laterOnly.test(id), priority: 3 },
            { name: 'first', test: (id) => !id.includes('/node_modules/') && first.isNeeded(id), priority: 2 },
            // Files on their way, for each screen that sends some.
            { name: 'sending', test: (id) => /\/src\/sending\/.*(?<!\.worker)\.(tsx?|po|css)(\?|$)/.test(id), priority: 1 },
            // Many small parts that every later screen takes some of.
            { name: 'ui', test: (id) => laterOnly.test(id) || shared.test(id), priority: 1 },
          ],
        },
      },
    },
  },
});
