import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUDGETS, filesOf, gzippedKb, measureBundle } from './measure-bundle.ts';

const manifest = {
  'index.html': { file: 'index.js', imports: ['shared'] },
  'src/texts/es/start-catalog.ts': { file: 'es.js' },
  'src/texts/es/catalog.ts': { file: 'es-work.js' },
  'src/app/inside.tsx': { file: 'inside.js' },
  'src/firebase/workspace.ts': { file: 'workspace.js', imports: ['shared'] },
  'src/api/file-client.ts': { file: 'file-client.js' },
  'src/features/media/media-cache.ts': { file: 'media-cache.js' },
  'src/routes/home.tsx': { file: 'home.js' },
  'src/routes/batches.tsx': { file: 'batches.js', imports: ['index.html'] },
  shared: { file: 'shared.js' },
};

test('an entry brings what it imports, each file once', () => {
  expect([...filesOf(manifest, ['index.html', 'src/firebase/workspace.ts'])]).toEqual([
    'index.js',
    'shared.js',
    'workspace.js',
  ]);
});

test('a renamed module is an error, not a smaller figure', () => {
  expect(() => filesOf(manifest, ['src/routes/gone.tsx'])).toThrow('src/routes/gone.tsx');
});

test('a build is measured against both budgets, styles left out', () => {
  const dist = mkdtempSync(join(tmpdir(), 'bundle-'));
  mkdirSync(join(dist, '.vite'));
  writeFileSync(join(dist, '.vite/manifest.json'), JSON.stringify(manifest));
  for (const file of ['before-paint.js', ...Object.values(manifest).map((chunk) => chunk.file)])
    writeFileSync(join(dist, file), `export const name = '${file}';`);
  writeFileSync(join(dist, 'index.css'), 'a'.repeat(1000));
  const [form, inbox] = measureBundle(dist);
  expect(BUDGETS.map(({ name }) => name)).toEqual([form?.name, inbox?.name]);
  expect(form?.kb).toBeCloseTo(gzippedKb(dist, ['before-paint.js', 'index.js', 'shared.js', 'es.js']));
  expect(inbox?.kb).toBeGreaterThan(form?.kb ?? Number.POSITIVE_INFINITY);
  expect(gzippedKb(dist, ['index.css'])).toBe(0);
});
