import { cleanText } from '@casillero/domain/message/clean-text';

export type FormFields = Readonly<Record<string, string | string[]>>;

/** The fields of a form body: decoded, untrimmed, a repeated field as a list. Hostile names are ordinary names. */
export function formFields(rawBody: Uint8Array): FormFields {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(rawBody))) {
    const earlier = fields[name];
    fields[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return fields;
}

/** A field's value: it may be repeated, and only the first is a message's own. Absent is empty. */
export function first(fields: FormFields, name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** What cannot be the name of a field in Firestore. @see https://firebase.google.com/docs/firestore/quotas#limits */
const NO_FIELD_NAME = /^$|^__.*__$|^.{376,}$/s;

/** All fields as they came; those that Firestore has no name for together, as JSON. */
export function keptFields(fields: FormFields): Record<string, unknown> {
  const kept = Object.entries(fields).map(([name, value]) => [cleanText(name), cleanedValue(value)] as const);
  const odd = kept.filter(([name]) => NO_FIELD_NAME.test(name));
  const usual = Object.fromEntries(kept.filter(([name]) => !NO_FIELD_NAME.test(name)));
  return odd.length === 0 ? usual : { ...usual, otherFields: JSON.stringify(odd).slice(0, 50_000) };
}

const cleanedValue = (value: string | string[]): string | string[] =>
  Array.isArray(value) ? value.map(cleanText) : cleanText(value);
