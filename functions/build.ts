import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Makes `functions/lib`, which is all that `firebase deploy` uploads: the bundle with the domain inlined, and a
 * package.json with the dependencies that are installed there. Workspace packages are not among them: they would not
 * resolve outside of the repository. What is imported dynamically becomes a file of its own, loaded by those functions
 * only that need it.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { name, version, engines, dependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as {
  name: string;
  version: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
};

rmSync(here('lib'), { recursive: true, force: true });
await build({
  // the thread that opens HEIC and PDF is a file of its own, found beside the bundle
  entryPoints: [
    { in: here('src/index.ts'), out: 'index' },
    { in: here('src/media/pixel-worker.ts'), out: 'pixel-worker' },
  ],
  outdir: here('lib'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: true,
  external: Object.keys(dependencies).flatMap((dependency) => [dependency, `${dependency}/*`]),
});
const deployed = { name, version, private: true, type: 'module', main: 'index.js', engines, dependencies };
writeFileSync(here('lib/package.json'), `${JSON.stringify(deployed, null, 2)}\n`);
