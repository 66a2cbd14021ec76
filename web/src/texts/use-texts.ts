import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import type { TextId } from './i18n.ts';
import { isolated } from './isolated.ts';
import { type Language, regionalTag } from './language.ts';

/** Writes a text of the language shown; `values` fill its placeholders. */
export type Translate = (id: TextId, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of the language shown, the language, and its regional tag for dates, numbers and money. */
export function useTexts(): {
  t: Translate;
  /** A text whose id is made of something from outside, such as a failure's code; null if there is none. */
  find: (id: string) => string | null;
  language: Language;
  region: string;
} {
  const { i18n } = useLingui();
  const language: Language = i18n.locale === 'en' ? 'en' : 'es';
  return useMemo(
    () => ({
      t: (id, values) => i18n._(id, values && withNamesIsolated(values)),
      find: (id) => (isTextId(id, i18n.messages) ? i18n._(id) : null),
      language,
      region: regionalTag(language, navigator.languages),
    }),
    [i18n, language],
  );
}

/** Names stay apart from the sentence, whatever direction they are written in. */
const withNamesIsolated = (values: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolated(value) : value]),
  );

const isTextId = (id: string, messages: Readonly<Record<string, unknown>>): id is TextId => Object.hasOwn(messages, id);
