import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/*
 * `node web/scripts/measure-bundle.ts` after `vite build`: how much JavaScript a reader fetches, gzipped, up to two
 * moments. Exits with 1 if a budget is exceeded (docs/decisions/002-component-library.md).
 */

/** The part of Vite's manifest that is needed. @see https://vite.dev/guide/backend-integration */
export type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

/** Scripts outside of the module graph; index.html names them. */
const CLASSIC_SCRIPTS = ['before-paint.js'];

/** What is asked for up to the moment, besides the page's own entry. kB are 1,000 bytes. */
export const BUDGETS = [
  {
    name: 'log-in form',
    limitKb: 160,
    // The heavier of the two languages; a reader fetches one.
    entries: ['index.html', 'src/texts/es/start-catalog.ts'],
  },
  {
    name: 'live inbox',
    limitKb: 360,
    entries: [
      'index.html',
      'src/texts/es/start-catalog.ts',
      'src/texts/es/catalog.ts',
      'src/app/inside.tsx',
      'src/firebase/workspace.ts',
      'src/api/file-client.ts',
      'src/features/media/media-cache.ts',
      'src/routes/home.tsx',
      'src/routes/batches.tsx',
    ],
  },
] as const;

/**
 * The files that come with the entries: what they import, and what that imports.
 * @throws if the manifest does not have an entry: a renamed module must not make a budget look small
 */
export function filesOf(manifest: Manifest, entries: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The manifest has no "${key}". Was the module renamed? Change measure-bundle.ts too.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const entry of entries) visit(entry);
  return files;
}

/** Kilobytes (1,000 bytes) of JavaScript, each file gzipped for itself as it is sent. */
export function gzippedKb(distDir: string, files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) if (file.endsWith('.js')) bytes += gzipSync(readFileSync(join(distDir, file))).length;
  return bytes / 1000;
}

/** Measures every budget of a build. */
export function measureBundle(distDir: string): readonly { name: string; limitKb: number; kb: number }[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(distDir, '.vite/manifest.json'), 'utf8'));
  return BUDGETS.map(({ name, limitKb, entries }) => ({
    name,
    limitKb,
    kb: gzippedKb(distDir, [...CLASSIC_SCRIPTS, ...filesOf(manifest, entries)]),
  }));
}

if (import.meta.main) {
  const measured = measureBundle(join(import.meta.dirname, '../dist'));
  for (const { name, limitKb, kb } of measured)
    console.log(
      `${kb > limitKb ? 'over' : 'ok  '}  ${name.padEnd(12)} ${kb.toFixed(1).padStart(6)} kB of ${limitKb} kB`,
    );
  if (measured.some(({ kb, limitKb }) => kb > limitKb)) process.exitCode = 1;
}
