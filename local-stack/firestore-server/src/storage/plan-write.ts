import { assertFieldName, parseFieldPath } from '../values/field-path.ts';
import { MAX_TRANSFORMS } from '../values/limits.ts';
import { type DatabaseName, parseDocumentName } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import { toStoredFields } from '../values/stored-fields.ts';
import type { PlannedWrite, Write } from './write.ts';

/**
 * Brings a write into one form: a bare `transform` is an update that touches no field, fields are checked and in their
 * stored shape.
 * @throws FirestoreError INVALID_ARGUMENT
 */
export function planWrite(write: Write, database: DatabaseName): PlannedWrite {
  const precondition = write.currentDocument ?? {};
  if (write.delete !== undefined) {
    return { ...EMPTY, kind: 'delete', path: pathIn(database, write.delete), precondition };
  }
  if (write.verify !== undefined) {
    return { ...EMPTY, kind: 'verify', path: pathIn(database, write.verify), precondition };
  }
  if (write.transform) {
    const transforms = write.transform.fieldTransforms ?? [];
    assertTransformCount(transforms.length);
    return {
      ...EMPTY,
      kind: 'update',
      path: pathIn(database, write.transform.document),
      mask: [],
      transforms,
      precondition,
    };
  }
  if (!write.update) throw invalidArgument('A write must have an operation: update, delete, transform or verify.');
  const transforms = write.updateTransforms ?? [];
  assertTransformCount(transforms.length);
  return {
    kind: 'update',
    path: pathIn(database, write.update.name),
    fields: toStoredFields(write.update.fields ?? {}),
    mask: write.updateMask ? planMask(write.updateMask.fieldPaths ?? []) : null,
    transforms,
    precondition,
  };
}

const EMPTY = { fields: {}, mask: null, transforms: [] } as const;

function planMask(fieldPaths: readonly string[]): (readonly string[])[] {
  return fieldPaths.map((text) => {
    const path = parseFieldPath(text);
    path.forEach(assertFieldName);
    return path;
  });
}

function pathIn(database: DatabaseName, name: string | undefined): string {
  const parsed = parseDocumentName(name);
  if (parsed.database === database) return parsed.path;
  throw invalidArgument(`The document "${name}" does not belong to the database "${database}" of the request.`);
}

function assertTransformCount(count: number): void {
  if (count > MAX_TRANSFORMS) {
    throw invalidArgument(`A write may have at most ${MAX_TRANSFORMS} field transforms; this one has ${count}.`);
  }
}
