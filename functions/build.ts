import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the functions with the domain inlined: `firebase deploy` uploads this folder alone and installs its
 * dependencies there, where a workspace link would not resolve. Dependencies stay outside the bundle, and what is
 * imported dynamically becomes a file of its own, loaded by those functions only that need it.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { dependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

rmSync(here('lib'), { recursive: true, force: true });
await build({
  entryPoints: [here('src/index.ts')],
  outdir: here('lib'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: true,
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
});
