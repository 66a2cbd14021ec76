import { z } from 'zod';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';

/** `tenantId` of a path. */
export const tenantId = z.string().regex(TENANT_ID_PATTERN);

/**
 * The id of a record in a path or a body: what Firestore takes, and nothing that leads out of a path. What stands between double
 * underscores it keeps for itself. @see https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
 */
export const recordId = z
  .string()
  .regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,200}$/, 'An id has letters, digits, hyphens and underscores.');

/** The id of any document, aliases and keys of numbers among them: what Firestore takes. */
export const documentId = z
  .string()
  .max(300)
  .regex(/^(?!__.*__$|\.{1,2}$)[^/\ud800-\udfff]+$/u, 'This is no id of a document.');
