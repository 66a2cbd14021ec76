import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { protos } from '@google-cloud/firestore-api';
import { toStored, toValue } from './stored-value.ts';

type Write = protos.google.firestore.v1.IWrite;

/**
 * One write of a decision as the API takes it.
 * @param name the whole name of its document
 * @see https://cloud.google.com/firestore/docs/reference/rpc/google.firestore.v1#write
 */
export function toWrite(write: DocumentWrite, name: string): Write {
  switch (write.op) {
    case 'delete':
      return { delete: name };
    case 'create':
      return { update: { name, fields: toStored(write.fields) }, currentDocument: { exists: false } };
    case 'set':
      return { update: { name, fields: toStored(write.fields) } };
    case 'update':
      return { ...changed(write, name), currentDocument: { exists: true } };
    case 'upsert':
      return changed(write, name);
  }
}

function changed(write: Extract<DocumentWrite, { op: 'update' | 'upsert' }>, name: string): Write {
  const increments = Object.entries(write.increments ?? {});
  return {
    update: { name, fields: toStored(write.fields) },
    updateMask: { fieldPaths: Object.keys(write.fields).map(fieldPathOf) },
    ...(increments.length === 0
      ? {}
      : {
          updateTransforms: increments.map(([field, by]) => ({
            fieldPath: fieldPathOf(field),
            increment: toValue(by),
          })),
        }),
  };
}

const SIMPLE_NAME = /^[A-Za-z_][A-Za-z_0-9]*$/;

/**
 * The path of a field at the top level: names that are not simple are quoted.
 * @see https://cloud.google.com/firestore/docs/reference/rpc/google.firestore.v1#document
 */
export const fieldPathOf = (name: string): string =>
  SIMPLE_NAME.test(name) ? name : `\`${name.replace(/[\\`]/g, '\\$&')}\``;
