import { LOCALES, type Locale } from '@casillero/domain/tenant/locale';

/** The languages of the dashboard (R96). */
export type Language = Locale;

/** Each language by its own name, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { es: 'Español', en: 'English' };

const STORAGE_KEY = 'casillero.language';

const asLanguage = (tag: string | null | undefined): Language | null =>
  LOCALES.find((language) => tag?.toLowerCase().split('-')[0] === language) ?? null;

/**
 * The language to show: the reader's own choice, else the first of the browser's languages that we have, else the
 * importer's, else Spanish, which most readers speak. The browser's comes before the importer's, so that signing in does
 * not change the language under the reader's eyes.
 */
export const chooseLanguage = (wishes: {
  readonly chosen: Language | null;
  readonly tenant: Language | null;
  readonly browser: readonly string[];
}): Language =>
  wishes.chosen ?? wishes.browser.map(asLanguage).find((language) => language !== null) ?? wishes.tenant ?? 'es';

/** What the reader chose on this device before, or null. A browser that keeps nothing is no reason to fail. */
export function storedLanguage(): Language | null {
  try {
    return asLanguage(localStorage.getItem(STORAGE_KEY));
  } catch {
    return null;
  }
}

/** Remembers the reader's choice on this device. */
export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Private windows may refuse; the choice then lasts until the page is closed.
  }
}

/** The region whose habits are shown where the browser names none: El Salvador writes $1,234.56 and 24-hour Spanish. */
const HOME_REGION: Readonly<Record<Language, string>> = { es: 'es-SV', en: 'en-US' };

/** Some browsers name what is no BCP 47 tag (`en-US@posix`, Chromium on Linux without a locale), and Intl throws on it. */
const IS_REGIONAL_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})+$/i;

/** The BCP 47 tag for Intl: the browser's own regional form of the language shown, else that of the home region. */
export const regionalTag = (language: Language, browser: readonly string[]): string =>
  browser.find((tag) => IS_REGIONAL_TAG.test(tag) && asLanguage(tag) === language) ?? HOME_REGION[language];
