import { i18n } from '@lingui/core';
import type { messages as english } from './en/catalog.ts';
import type { Language } from './language.ts';

declare module '@lingui/core' {
  /** Only ids that the English catalog has can be asked for; the Spanish one is held to the same ids by its type. */
  interface Register {
    messageIds: keyof typeof english;
  }
}

/** The id of a text. */
export type TextId = keyof typeof english;

/** Loads the texts of a language (its own file, fetched once) and shows them everywhere. */
export async function activateLanguage(language: Language): Promise<void> {
  const { messages } = language === 'es' ? await import('./es/catalog.ts') : await import('./en/catalog.ts');
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}
