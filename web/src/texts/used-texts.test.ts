import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messages } from './en/catalog.ts';

const SOURCES = join(import.meta.dirname, '..');
const source = globSync('**/*.{ts,tsx}', { cwd: SOURCES })
  .filter((file) => !file.startsWith('texts/') && !file.includes('.test.'))
  .map((file) => readFileSync(join(SOURCES, file), 'utf8'))
  .join('\n');

/** Written out, or made of its beginning and a value: `batches.state.${state}`. */
const isUsed = (id: string) =>
  source.includes(`'${id}'`) || source.includes(`\`${id.slice(0, id.lastIndexOf('.') + 1)}\${`);

test('every text is used somewhere', () => expect(Object.keys(messages).filter((id) => !isUsed(id))).toEqual([]));
