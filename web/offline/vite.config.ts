import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { programFiles } from './program-files.js';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const { files, build } = programFiles(dist);

/** The worker that answers without a line: one file at the root, since its place bounds what it may answer for. Built after the client, whose files it names. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  define: { __FILES__: JSON.stringify(files), __BUILD__: JSON.stringify(build) },
  build: {
    target: ['chrome109', 'firefox115', 'safari16.4'],
    outDir: dist,
    emptyOutDir: false,
    modulePreload: false,
    lib: { entry: fileURLToPath(new URL('worker.ts', import.meta.url)), formats: ['iife'], name: 'offline', fileName: () => 'offline-worker.js' },
  },
});
