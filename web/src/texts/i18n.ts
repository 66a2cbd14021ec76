import { i18n } from '@lingui/core';
import { CATALOGS, type CatalogName } from './catalogs.ts';
import type { EveryText } from './every-text.ts';
import type { Language } from './language.ts';

declare module '@lingui/core' {
  /** Only ids that an English catalog has can be asked for; the Spanish ones are held to the same ids by their type. */
  interface Register {
    messageIds: keyof EveryText;
  }
}

/** The id of a text. */
export type TextId = keyof EveryText;

/** The catalogs that pages have asked for so far; each language that is chosen later brings them all. */
const wanted = new Set<CatalogName>(['start']);

/** The last language asked for: a slower one that was asked for before must not win. */
let asked: Language = 'es';

/** Loads the texts of a language (files of their own, fetched once) and shows them everywhere. */
export async function activateLanguage(language: Language): Promise<void> {
  asked = language;
  const catalogs = await Promise.all([...wanted].map((name) => CATALOGS[name][language]()));
  if (asked !== language) return;
  // A copy: Lingui adds later catalogs to the object it was given first.
  i18n.load(language, Object.assign({}, ...catalogs.map(({ messages }) => messages)));
  i18n.activate(language);
  document.documentElement.lang = language;
}

/**
 * Loads a catalog in the language shown, before a page that needs it is drawn.
 * @throws if the file cannot be fetched, as an import does
 */
export async function loadTexts(name: CatalogName): Promise<void> {
  wanted.add(name);
  const language = asked;
  const { messages } = await CATALOGS[name][language]();
  if (asked === language) i18n.load(language, messages);
  else await loadTexts(name);
}

/** A module together with the texts that its page shows. */
export const withTexts =
  <Module>(name: CatalogName, load: () => Promise<Module>): (() => Promise<Module>) =>
  async () =>
    (await Promise.all([load(), loadTexts(name)]))[0];
