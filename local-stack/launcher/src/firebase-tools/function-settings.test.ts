import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDotenv, writeFunctionSettings } from './function-settings.ts';

type EnvModule = { parse(text: string): { envs: Record<string, string>; errors: string[] } };
const env: EnvModule = createRequire(import.meta.url)('firebase-tools/lib/functions/env');

/** Its reader takes a backslash before the closing quote for an escaped quote. */
const value = fc.string({ unit: 'binary' }).filter((text) => !text.endsWith('\\'));

test('firebase-tools reads every setting as it was written', () => {
  fc.assert(
    fc.property(value, value, (first, second) => {
      const { envs, errors } = env.parse(formatDotenv({ FIRST: first, SECOND_1: second }));
      expect({ envs, errors }).toEqual({ envs: { FIRST: first, SECOND_1: second }, errors: [] });
    }),
  );
});

test('settings and secrets go to the files that the functions emulator reads, secrets for the owner only', async () => {
  const dir = join(await mkdtemp(join(tmpdir(), 'settings ')), 'deep', 'down');
  await writeFunctionSettings(dir, { PUBLIC_BASE_URL: 'http://127.0.0.1:5000' }, { TWILIO_AUTH_TOKEN: 'fake' });
  expect(await readFile(join(dir, '.env.local'), 'utf8')).toBe('PUBLIC_BASE_URL="http://127.0.0.1:5000"\n');
  expect(await readFile(join(dir, '.secret.local'), 'utf8')).toBe('TWILIO_AUTH_TOKEN="fake"\n');
  if (process.platform !== 'win32') expect((await stat(join(dir, '.secret.local'))).mode & 0o077).toBe(0);
  await rm(dir, { recursive: true });
});
