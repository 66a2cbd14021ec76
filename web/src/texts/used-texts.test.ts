import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOGS } from './catalogs.ts';

const SOURCES = join(import.meta.dirname, '..');
const source = globSync('**/*.{ts,tsx}', { cwd: SOURCES })
  .filter((file) => !file.startsWith('texts/') && !file.includes('.test.'))
  .map((file) => readFileSync(join(SOURCES, file), 'utf8'))
  .join('\n');

/** Written out, or made of its beginning and a value: `batches.state.${state}`. */
const isUsed = (id: string) =>
  source.includes(`'${id}'`) || source.includes(`\`${id.slice(0, id.lastIndexOf('.') + 1)}\${`);

test.each(Object.entries(CATALOGS))('every text of the catalog %s is used somewhere', async (_name, { en }) => {
  const { messages } = await en();
  expect(Object.keys(messages).filter((id) => !isUsed(id))).toEqual([]);
});
