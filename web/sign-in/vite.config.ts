import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The script of the sign-in pages, by itself: it comes before the client and owes it nothing. */
export default defineConfig({
  build: {
    target: ['chrome109', 'firefox115', 'safari16.4'],
    outDir: fileURLToPath(new URL('../dist/assets', import.meta.url)),
    emptyOutDir: false,
    lib: { entry: fileURLToPath(new URL('passkey.ts', import.meta.url)), formats: ['iife'], name: 'passkey', fileName: () => 'passkey.js' },
  },
});
