import { asList, asObject, type JsonObject } from '../wire/json-object.ts';

/** Words for "nothing of the kind", which an enumeration is searched for first. */
const NOTHING = /^(not?([-_ ].*)?|none|other|unknown|unsure|otro|ninguno)$/i;
const MOST_DEPTH = 32;

/**
 * The smallest value that fits a JSON schema, and says as little as it can: false, null, 0, "", [] and "not an order".
 * Knows what structured outputs allow. @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function leastInstance(schema: unknown): unknown {
  const root = asObject(schema) ?? {};
  const build = (part: unknown, depth: number): unknown => {
    const given = resolve(asObject(part) ?? {}, root);
    if (depth > MOST_DEPTH) return null;
    if ('const' in given) return given.const;
    const choices = asList(given.enum);
    if (choices.length > 0) {
      return choices.find((choice) => choice === null || NOTHING.test(String(choice))) ?? choices[0];
    }
    const alternatives = [...asList(given.anyOf), ...asList(given.oneOf)];
    if (alternatives.length > 0) {
      return build(alternatives.find((each) => asObject(each)?.type === 'null') ?? alternatives[0], depth + 1);
    }
    const types = Array.isArray(given.type) ? given.type.map(String) : [String(given.type ?? 'object')];
    return types.includes('null') ? null : ofType(types[0] ?? 'object', given, (inner) => build(inner, depth + 1));
  };
  return build(root, 0);
}

function ofType(type: string, schema: JsonObject, build: (part: unknown) => unknown): unknown {
  switch (type) {
    case 'object': {
      const properties = asObject(schema.properties) ?? {};
      const required = asList(schema.required).map(String);
      return Object.fromEntries(required.map((name) => [name, build(properties[name])]));
    }
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () => build(schema.items));
    case 'string':
      return ''.padEnd(Number(schema.minLength ?? 0), '-');
    case 'number':
    case 'integer':
      return Math.max(0, Number(schema.minimum ?? 0));
    default:
      return false;
  }
}

/** Follows `$ref` into the schema's own definitions. */
function resolve(part: JsonObject, root: JsonObject): JsonObject {
  const ref = part.$ref;
  if (typeof ref !== 'string' || !ref.startsWith('#')) return part;
  const found = ref
    .split('/')
    .slice(1)
    .reduce<JsonObject | null>((at, name) => asObject(at?.[name.replaceAll('~1', '/').replaceAll('~0', '~')]), root);
  return found ?? {};
}
