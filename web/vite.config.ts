import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { packed } from './packed.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const api = process.env.FOCALPOINT_API ?? 'http://127.0.0.1:3000';

// Chrome 109 is the last one on Windows 7 and 8, which some of the offices still run.
const browsers = ['chrome109', 'firefox115', 'safari16.4'];

export default defineConfig({
  root: here,
  plugins: [react(), lingui({ cwd: here, macroTransform: true, failOnCompileError: true }), packed()],
  server: { proxy: { '/api': api, '/sign-in': api } },
  build: {
    target: browsers,
    cssTarget: browsers,
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy knows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A feature's chunk bears the feature's name; the size gate knows it by that.
        chunkFileNames: ({ facadeModuleId, name }) => `assets/${/features\/([^/]+)\/routes/.exec(facadeModuleId ?? '')?.[1] ?? name}-[hash].js`,
        codeSplitting: {
          groups: [{ name: 'vendor', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@lingui|use-sync-external-store)[\\/]/, priority: 2 }],
        },
      },
    },
  },
});
