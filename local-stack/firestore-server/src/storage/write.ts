import type { Fields, Timestamp, Value } from '../values/value.ts';
import type { DocumentMessage } from './document.ts';

/** google.firestore.v1.Precondition */
export type Precondition = { exists?: boolean; updateTime?: Timestamp };

/** google.firestore.v1.DocumentMask; the paths are absent when there are none */
export type DocumentMask = { fieldPaths?: string[] };

/** google.firestore.v1.DocumentTransform.FieldTransform: a path and one member of the oneof */
export type FieldTransform = {
  fieldPath?: string;
  setToServerValue?: string | number;
  increment?: Value;
  maximum?: Value;
  minimum?: Value;
  appendMissingElements?: { values?: Value[] };
  removeAllFromArray?: { values?: Value[] };
};

/** google.firestore.v1.Write, with the `verify` member the web SDK's own descriptor has. */
export type Write = {
  update?: DocumentMessage;
  delete?: string;
  verify?: string;
  transform?: { document?: string; fieldTransforms?: FieldTransform[] };
  updateMask?: DocumentMask;
  updateTransforms?: FieldTransform[];
  currentDocument?: Precondition;
};

/** google.firestore.v1.WriteResult */
export type WriteResult = { updateTime?: Timestamp; transformResults?: Value[] };

/** A write with its target found and its parts in one form. */
export type PlannedWrite = {
  readonly kind: 'update' | 'delete' | 'verify';
  readonly path: string;
  readonly fields: Fields;
  /** null replaces the whole document */
  readonly mask: readonly (readonly string[])[] | null;
  readonly transforms: readonly FieldTransform[];
  readonly precondition: Precondition;
};
