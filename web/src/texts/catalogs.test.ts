import { setupI18n } from '@lingui/core';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { compileTexts } from '../../scripts/compile-texts.ts';
import { CATALOGS } from './catalogs.ts';
import type { TextId } from './i18n.ts';
import type { Language } from './language.ts';
import type { TranslationOf } from './text-catalog.ts';

const allIn = async (language: Language): Promise<Readonly<Record<string, string>>> => {
  const catalogs = await Promise.all(Object.values(CATALOGS).map((catalog) => catalog[language]()));
  return Object.assign({}, ...catalogs.map(({ messages }) => messages));
};
const [english, spanish] = await Promise.all([allIn('en'), allIn('es')]);
const ids = Object.keys(english);

/** The names in braces at every depth: `{count, plural, one {# of {total}} ...}` has count and total. */
function placeholders(form: unknown): string[] {
  if (!Array.isArray(form)) return [];
  return form.flatMap((token) => {
    if (!Array.isArray(token)) return [];
    const [name, , choices] = token;
    const inner = typeof choices === 'object' && choices !== null ? Object.values(choices).flatMap(placeholders) : [];
    return [String(name), ...inner];
  });
}
const namesIn = (message: string) => [...new Set(placeholders(compileMessageOrThrow(message)))].sort();

test('both languages have the same texts, and none is empty', () => {
  expect(Object.keys(spanish).sort()).toEqual([...ids].sort());
  expect(ids.filter((id) => !english[id]?.trim() || !spanish[id]?.trim())).toEqual([]);
});

test.each(ids)('%s is valid in both languages and fills the same places', (id) => {
  expect(namesIn(spanish[id] ?? '')).toEqual(namesIn(english[id] ?? ''));
});

test('a missing, a superfluous and an unknown text do not pass the type check', () => {
  // @ts-expect-error `b` is missing
  const missing: TranslationOf<{ a: 'x'; b: 'y' }> = { a: 'x' };
  // @ts-expect-error `c` is not in the catalog
  const superfluous: TranslationOf<{ a: 'x' }> = { a: 'x', c: 'z' };
  // @ts-expect-error no such text
  const unknown: TextId = 'signIn.titel';
  expect([missing, superfluous, unknown]).toHaveLength(3);
});

const load = async (file: string) => {
  const { load: hook } = compileTexts();
  if (typeof hook !== 'function') throw new Error('The plugin has no load hook.');
  const source: unknown = await Reflect.apply(hook, {}, [file]);
  return typeof source === 'string' ? source : null;
};

test('the build ships compiled texts that write what their source says', async () => {
  const source = await load(new URL('./es/catalog.ts', import.meta.url).pathname);
  const compiled = JSON.parse(JSON.parse(/JSON\.parse\((.*)\);$/.exec(source ?? '')?.[1] ?? 'null'));
  const i18n = setupI18n({ locale: 'es', messages: { es: compiled } });
  expect(i18n._('batches.screenshots', { count: 0 })).toBe('Sin capturas');
  expect(i18n._('batches.screenshots', { count: 1 })).toBe('1 captura');
  expect(i18n._('batches.screenshots', { count: 1200 })).toMatch(/^1.?200 capturas$/);
  expect(i18n._('shot.alt', { number: 2, count: 3 })).toBe('Captura 2 de 3');
});

test('other modules are left alone by the build', async () => {
  expect(await load('/somewhere/src/texts/i18n.ts')).toBeNull();
});
