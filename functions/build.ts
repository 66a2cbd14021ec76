import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Makes `functions/lib`, which is all that `firebase deploy` uploads: the bundle with the domain inlined, and a
 * package.json with the dependencies that are installed there. Workspace packages are not among them: they would not
 * resolve outside of the repository. What is imported dynamically becomes a file of its own, loaded by those functions
 * only that need it. It is made beside and put in place whole, so that a stack that starts meanwhile finds one or the other.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { name, version, engines, dependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as {
  name: string;
  version: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
};

// As deep as lib is, for the paths in the source maps.
const made = mkdtempSync(here('.build-'));
chmodSync(made, 0o755);
await build({
  // the thread that opens HEIC and PDF is a file of its own, found beside the bundle
  entryPoints: [
    { in: here('src/index.ts'), out: 'index' },
    { in: here('src/media/pixel-worker.ts'), out: 'pixel-worker' },
  ],
  outdir: made,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: true,
  external: Object.keys(dependencies).flatMap((dependency) => [dependency, `${dependency}/*`]),
});
const deployed = { name, version, private: true, type: 'module', main: 'index.js', engines, dependencies };
writeFileSync(`${made}/package.json`, `${JSON.stringify(deployed, null, 2)}\n`);
const earlier = mkdtempSync(here('.build-'));
try {
  renameSync(here('lib'), earlier);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
renameSync(made, here('lib'));
rmSync(earlier, { recursive: true, force: true });
