import { z } from 'zod';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';

/** `tenantId` of a path. */
export const tenantId = z.string().regex(TENANT_ID_PATTERN);

/** The id of a record in a path or a body: what Firestore takes, and nothing that leads out of a path. */
export const recordId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,200}$/, 'An id has letters, digits, hyphens and underscores.');
