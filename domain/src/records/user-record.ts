import { z } from 'zod';
import { instant } from './instant.ts';

/**
 * `users/{uid}`: whose person a log-in is; decides between two invitations at once, since claims cannot (R71). Nobody is
 * an operator without it.
 */
export const userRecord = z.object({
  email: z.string(),
  displayName: z.string(),
  /** null: removed */
  role: z.enum(['operator', 'admin', 'member']).nullable(),
  tenantId: z.string().nullable(),
  updatedAt: instant,
});
export type UserRecord = z.infer<typeof userRecord>;
