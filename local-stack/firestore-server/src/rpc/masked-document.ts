import { type DocumentMessage, type StoredDocument, toDocumentMessage } from '../storage/document.ts';
import type { DocumentMask } from '../storage/write.ts';
import { parseFieldPath, projectFields } from '../values/field-path.ts';

/** A document with the fields a mask lists; no mask gives all fields, an empty one gives none. */
export function maskedDocument(document: StoredDocument, mask: DocumentMask | undefined): DocumentMessage {
  if (!mask) return toDocumentMessage(document);
  return toDocumentMessage(document, projectFields(document.fields, (mask.fieldPaths ?? []).map(parseFieldPath)));
}
