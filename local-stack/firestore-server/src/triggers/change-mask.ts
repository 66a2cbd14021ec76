import { identicalValues } from '../values/compare-values.ts';
import { type FieldPath, formatFieldPath } from '../values/field-path.ts';
import { type Fields, fieldsOf, ownField, type Value, vectorElements } from '../values/value.ts';

/** The fields that differ between two states of a document, as paths in text form; changes within maps name the leaf. */
export function changedFieldPaths(before: Fields, after: Fields): string[] {
  const paths: FieldPath[] = [];
  collect(before, after, [], paths);
  return paths.map(formatFieldPath);
}

function collect(before: Fields, after: Fields, prefix: FieldPath, paths: FieldPath[]): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = ownField(before, name);
    const now = ownField(after, name);
    if (old && now && identicalValues(old, now)) continue;
    const path = [...prefix, name];
    const [oldMap, nowMap] = [mapFields(old), mapFields(now)];
    if (oldMap && nowMap) collect(oldMap, nowMap, path, paths);
    else paths.push(path);
  }
}

function mapFields(value: Value | undefined): Fields | null {
  return value && 'mapValue' in value && !vectorElements(value) ? fieldsOf(value) : null;
}
