import { MAX_FIELD_NAME_BYTES } from './limits.ts';
import { invalidArgument } from './status.ts';
import { type Fields, fieldsOf, ownField, type Value } from './value.ts';

/** The names on the way to a field, outermost first; never empty. */
export type FieldPath = readonly string[];

/** Stands for the name of the document in filters, orders and projections. */
export const NAME_FIELD = '__name__';

const SIMPLE_SEGMENT = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RESERVED_NAME = /^__.*__$/s;

/**
 * Reads ``a.`b c`.d``: segments joined by dots, anything beyond letters, digits and underscore in backticks with
 * backslash escapes. Odd characters outside of backticks are let through, because older SDKs send them.
 * @throws FirestoreError INVALID_ARGUMENT
 */
export function parseFieldPath(text: string | undefined): FieldPath {
  if (!text) throw invalidArgument('A field path must not be empty.');
  if (!text.includes('`') && !text.includes('\\')) {
    const segments = text.split('.');
    if (segments.includes('')) throw invalidArgument(`Invalid property path "${text}".`);
    return segments;
  }
  const segments: string[] = [];
  let segment = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\' && i + 1 < text.length) segment += text.charAt(++i);
    else if (char === '`') quoted = !quoted;
    else if (char === '.' && !quoted) {
      segments.push(segment);
      segment = '';
    } else segment += char;
  }
  segments.push(segment);
  if (quoted || segments.includes('')) throw invalidArgument(`Invalid property path "${text}".`);
  return segments;
}

/** The inverse of `parseFieldPath`. */
export function formatFieldPath(path: FieldPath): string {
  return path
    .map((segment) => (SIMPLE_SEGMENT.test(segment) ? segment : `\`${segment.replace(/[\\`]/g, '\\$&')}\``))
    .join('.');
}

/** @throws FirestoreError INVALID_ARGUMENT when a document cannot have a field of this name */
export function assertFieldName(name: string): void {
  if (name === '') throw invalidArgument('Field names must not be empty.');
  if (name.charCodeAt(0) === 95 && RESERVED_NAME.test(name)) {
    throw invalidArgument(`Field name "${name}" is invalid: field names cannot begin and end with __.`);
  }
  if (name.length * 3 > MAX_FIELD_NAME_BYTES && Buffer.byteLength(name) > MAX_FIELD_NAME_BYTES) {
    throw invalidArgument(`Field name is longer than ${MAX_FIELD_NAME_BYTES} bytes: "${name.slice(0, 40)}...".`);
  }
}

/** The value at a path, or undefined when a name on the way is missing or no map. */
export function valueAt(fields: Fields, path: FieldPath): Value | undefined {
  let current: Fields = fields;
  for (let i = 0; i < path.length; i++) {
    const value = ownField(current, path[i] as string);
    if (value === undefined || i === path.length - 1) return value;
    if (!('mapValue' in value)) return undefined;
    current = fieldsOf(value);
  }
  return undefined;
}

/** A copy with the value set; maps are made on the way, and replace whatever else stood there. */
export function withValueAt(fields: Fields, path: FieldPath, value: Value): Fields {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return { ...fields, [name]: value };
  const child = ownField(fields, name);
  const inner = child && 'mapValue' in child ? fieldsOf(child) : {};
  return { ...fields, [name]: { mapValue: { fields: withValueAt(inner, rest, value) } } };
}

/** A copy without the value; nothing changes when the path does not lead through maps. */
export function withoutValueAt(fields: Fields, path: FieldPath): Fields {
  const [name = '', ...rest] = path;
  const child = ownField(fields, name);
  if (child === undefined) return fields;
  if (rest.length === 0) {
    const { [name]: _removed, ...kept } = fields;
    return kept;
  }
  if (!('mapValue' in child)) return fields;
  return { ...fields, [name]: { mapValue: { fields: withoutValueAt(fieldsOf(child), rest) } } };
}

/** Only the listed paths; what is missing is left out. */
export function projectFields(fields: Fields, paths: readonly FieldPath[]): Fields {
  let projected: Fields = {};
  for (const path of paths) {
    const value = valueAt(fields, path);
    if (value !== undefined) projected = withValueAt(projected, path, value);
  }
  return projected;
}
