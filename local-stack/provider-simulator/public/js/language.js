// @ts-check
/** @import { Language } from './types.js' */
import { texts } from './texts.js';

/** @typedef {keyof typeof texts.en} TextKey */

const STORAGE_KEY = 'casillero-phone-language';

/** @type {Language} */
let language = initialLanguage();
/** @type {Set<() => void>} */
const listeners = new Set();

/** The query string wins, then what was chosen here before, then the browser. @returns {Language} */
function initialLanguage() {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(STORAGE_KEY);
  if (asked === 'en' || asked === 'es') return asked;
  return navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export const currentLanguage = () => language;

/** @param {Language} chosen */
export function chooseLanguage(chosen) {
  language = chosen;
  localStorage.setItem(STORAGE_KEY, chosen);
  for (const listener of listeners) listener();
}

/** @param {() => void} listener called at once, and whenever the language changes */
export function onLanguage(listener) {
  listeners.add(listener);
  listener();
}

/**
 * The text in the current language; `{name}` is replaced by the value of that name.
 * @param {TextKey} key @param {Record<string, string | number>} [values]
 */
export function text(key, values = {}) {
  return texts[language][key].replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
}

/** Fills in everything that the page marks with data-text, data-text-label or data-text-placeholder. @param {ParentNode} root */
export function applyTexts(root = document) {
  document.documentElement.lang = language;
  for (const element of root.querySelectorAll('[data-text], [data-text-label], [data-text-placeholder]')) {
    if (!(element instanceof HTMLElement)) continue;
    const { text: content, textLabel, textPlaceholder } = element.dataset;
    if (content) element.textContent = text(/** @type {TextKey} */ (content));
    if (textLabel) element.setAttribute('aria-label', text(/** @type {TextKey} */ (textLabel)));
    if (textPlaceholder) element.setAttribute('placeholder', text(/** @type {TextKey} */ (textPlaceholder)));
  }
}
