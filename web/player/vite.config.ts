import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The player of imported courses, by itself: it is served from the origin of packages, and shares nothing with the client. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    target: ['chrome109', 'firefox115', 'safari16.4'],
    outDir: fileURLToPath(new URL('../dist/player', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    lib: { entry: fileURLToPath(new URL('player.ts', import.meta.url)), formats: ['es'], fileName: () => 'player.js', cssFileName: 'player' },
  },
});
