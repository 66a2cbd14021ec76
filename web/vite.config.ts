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
  },
  server: { proxy: { '/__': host, '/api': host } },
});
