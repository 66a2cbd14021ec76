// @ts-check
/** @import { Person } from './types.js' */
import { currentLanguage, text } from './language.js';

/** +50370000001 as +503 7000-0001, +15550100 as +1 555-0100; others as they are. @param {string} phone */
export function displayPhone(phone) {
  const salvadoran = /^\+503(\d{4})(\d{4})$/.exec(phone);
  if (salvadoran) return `+503 ${salvadoran[1]}-${salvadoran[2]}`;
  const american = /^\+1(\d{3})??(\d{3})(\d{4})$/.exec(phone);
  if (american) return `+1 ${american[1] ? `${american[1]} ` : ''}${american[2]}-${american[3]}`;
  return phone;
}

/** The remark about a person in the current language. @param {Person} person */
export const noteOf = (person) => person.note?.[currentLanguage()] ?? '';

/** As in "Ana (staff of Importadora Cuscatlán) +503 7000-0001". @param {Person} person */
export function personLine(person) {
  const note = noteOf(person);
  const name = person.name === person.phone ? '' : `${person.name} `;
  return `${name}${note ? `(${note}) ` : ''}${displayPhone(person.phone)}`;
}

/** @param {string} at ISO 8601 */
export const displayTime = (at) =>
  new Intl.DateTimeFormat(currentLanguage(), { hour: 'numeric', minute: '2-digit' }).format(new Date(at));

/** Today, yesterday, or the date; by the simulated clock. @param {string} at @param {Date} now */
export function displayDay(at, now) {
  const startOf = (/** @type {Date} */ date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((startOf(now) - startOf(new Date(at))) / 86_400_000);
  if (days === 0) return text('today');
  if (days === 1) return text('yesterday');
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long' }).format(new Date(at));
}

/** @param {number} sizeBytes */
export function displaySize(sizeBytes) {
  const [value, unit] = sizeBytes < 1e6 ? [sizeBytes / 1e3, 'kilobyte'] : [sizeBytes / 1e6, 'megabyte'];
  const format = { style: 'unit', unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(currentLanguage(), /** @type {Intl.NumberFormatOptions} */ (format)).format(value);
}

/**
 * An element with attributes, properties and children in one expression.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string | boolean | ((event: Event) => void)>} [attributes]
 * @param {...(Node | string | null | false)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (typeof value === 'boolean') made.toggleAttribute(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

/** The element with this id, of this kind. @template {HTMLElement} T @param {string} id @param {new () => T} kind */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`);
  return found;
}
