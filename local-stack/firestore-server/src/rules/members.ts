/** Reading into values: `a.f`, `a[i]`, `a[i:j]`, with the messages of the official service. */
import {
  failure,
  isSymbolic,
  list,
  type MapValue,
  type Outcome,
  type PartialMapValue,
  type PathValue,
  typeName,
  unknown,
  type Value,
} from './values.ts';

/** `object.name`: a key of a map, or a bound variable of a path. */
export function readMember(object: Value, name: string): Outcome {
  if (object === null) return nullValue();
  if (typeof object === 'object') {
    if (object.kind === 'map') return readKey(object, name);
    if (object.kind === 'path') return readBinding(object, name);
    if (object.kind === 'partial') return readPartial(object, name);
    if (object.kind === 'constraint') return unknown();
  }
  return failure(`Type error. Received: [${typeName(object)}] Expected: [map,path].`);
}

/** `object[index]`: map and path by name, list, string and path by position. */
export function readIndex(object: Value, index: Value): Outcome {
  if (object === null) return nullValue();
  if (isSymbolic(index) || (isSymbolic(object) && object.kind === 'constraint')) return unknown();
  if (typeof object === 'string') {
    return typeof index === 'bigint' ? elementAt(object, index) : wrongIndex('string', index, 'int');
  }
  if (typeof object === 'object') {
    switch (object.kind) {
      case 'list':
        return typeof index === 'bigint' ? elementAt(object.items, index) : wrongIndex('list', index, 'int');
      case 'map':
        return typeof index === 'string' ? readKey(object, index) : wrongIndex('map', index, 'string');
      case 'partial':
        return typeof index === 'string' ? readPartial(object, index) : wrongIndex('map', index, 'string');
      case 'path':
        if (typeof index === 'string') return readBinding(object, index);
        return typeof index === 'bigint' ? elementAt(object.segments, index) : wrongIndex('path', index, 'int');
    }
  }
  return notIndexable();
}

/**
 * `object[from:to]` of a list or string, end exclusive. Nothing is clamped: the start and the last position must both
 * be inside, so an empty slice exists only between two elements.
 */
export function readSlice(object: Value, from: Value, to: Value): Outcome {
  if (object === null) return nullValue();
  if (isSymbolic(object) || isSymbolic(from) || isSymbolic(to)) return unknown();
  const elements = elementsOf(object);
  if (elements === null) return notIndexable();
  const type = typeName(object);
  if (typeof from !== 'bigint') return wrongIndex(type, from, 'int');
  if (typeof to !== 'bigint') return wrongIndex(type, to, 'int');
  const size = BigInt(elements.length);
  if (from < 0n || from >= size) return outOfBound(from, size);
  if (to - 1n < 0n || to - 1n >= size) return outOfBound(to - 1n, size);
  if (from > to) return failure(`Illegal range error. From index: [${from}] , To index: [${to}].`);
  const part = elements.slice(Number(from), Number(to));
  return typeof part === 'string' ? part : list(part);
}

function elementsOf(object: Value): string | readonly Value[] | null {
  if (typeof object === 'string') return object;
  return typeof object === 'object' && object?.kind === 'list' ? object.items : null;
}

function readKey(map: MapValue, key: string): Outcome {
  const value = map.get(key);
  return value === undefined ? undefinedProperty(key) : value;
}

function readPartial(map: PartialMapValue, key: string): Outcome {
  const value = map.fields.get(key);
  return value === undefined ? unknown(`Property ${key} is undefined on object.`) : value;
}

function readBinding(path: PathValue, name: string): Outcome {
  return path.bindings?.get(name) ?? undefinedProperty(name);
}

function elementAt(elements: string | readonly Value[], index: bigint): Outcome {
  const size = BigInt(elements.length);
  if (index < 0n || index >= size) return outOfBound(index, size);
  return elements[Number(index)] ?? null;
}

function undefinedProperty(name: string): Outcome {
  return failure(`Property ${name} is undefined on object.`);
}

function nullValue(): Outcome {
  return failure('Null value error.');
}

function notIndexable(): Outcome {
  return failure('Function not found error: Name: [[]].');
}

function outOfBound(index: bigint, size: bigint): Outcome {
  return failure(`Index out of bound error. Index: [${index}] , size: [${size}].`);
}

function wrongIndex(type: string, index: Value, expected: string): Outcome {
  return failure(`Unsupported operation error. Received: ${type}[${typeName(index)}]. Expected: ${type}[${expected}].`);
}
