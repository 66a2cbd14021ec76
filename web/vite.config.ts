import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileTexts } from './scripts/compile-texts.ts';

/** The hosting emulator of a running `npm start`; CASILLERO_HOST names another one. */
const host = process.env.CASILLERO_HOST ?? 'http://127.0.0.1:5000';

export default defineConfig({
  plugins: [compileTexts(), react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // measure-bundle.ts follows the imports of the manifest from the page to each budget.
    manifest: true,
    // A strict CSP allows no data: scripts and styles; small files stay files.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page begins with, in two files: thirty small ones pack worse (8 kB) and are asked for one by one.
          // Libraries are apart because they stay the same from one version of ours to the next.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 2 },
            // Without the page and its first module: the manifest names them.
            { name: 'start', tags: ['$initial'], test: /^(?!.*(?:index\.html|\/main\.tsx))/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/__': host, '/api': host } },
});
