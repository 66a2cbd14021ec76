import type { Fields } from '@casillero/domain/records/document-write';

/** Stored documents are parsed at the door; one of a wrong shape is our own defect and fails loudly. */
export const parsed = <Record>(
  schema: { parse(fields: unknown): Record },
  fields: Fields | null | undefined,
): Record | null => (fields === null || fields === undefined ? null : schema.parse(fields));
