import { expect, test } from 'vitest';
import { chooseLanguage, regionalTag } from './language.ts';

test.each([
  { chosen: 'en', tenant: 'es', browser: ['es-SV'], language: 'en', why: 'the own choice goes first' },
  {
    chosen: null,
    tenant: 'es',
    browser: ['fr-FR', 'en-GB', 'es'],
    language: 'en',
    why: 'then the browser’s first we have',
  },
  { chosen: null, tenant: 'en', browser: ['fr'], language: 'en', why: 'then the importer’s' },
  { chosen: null, tenant: null, browser: ['fr'], language: 'es', why: 'Spanish where nothing fits' },
  { chosen: null, tenant: null, browser: [], language: 'es', why: 'or nothing is known' },
] as const)('$language ($why)', ({ language, ...wishes }) => expect(chooseLanguage(wishes)).toBe(language));

test.each([
  { language: 'es', browser: ['en-US', 'es-MX'], tag: 'es-MX' },
  { language: 'es', browser: ['es'], tag: 'es-SV' },
  { language: 'en', browser: ['es-SV'], tag: 'en-US' },
  { language: 'en', browser: ['en-GB@posix', 'en-GB'], tag: 'en-GB' },
  { language: 'es', browser: ['es-419'], tag: 'es-419' },
  { language: 'es', browser: ['es-Latn-SV'], tag: 'es-Latn-SV' },
] as const)('$language in $browser ▶ $tag', ({ language, browser, tag }) =>
  expect(regionalTag(language, browser)).toBe(tag));
