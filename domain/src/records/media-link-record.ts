import { z } from 'zod';
import { instant } from './instant.ts';

/**
 * `mediaLinks/{outboxId}`: the file of one message to a contact, which its provider fetches by a link that is signed with `key` and runs out
 * (R15, R92). No client reads it.
 */
export const mediaLinkRecord = z.object({
  /** object name in the bucket */
  path: z.string(),
  contentType: z.string(),
  fileName: z.string(),
  /** 32 random bytes, base64url */
  key: z.string(),
  /** Firestore's TTL policy deletes the document after this */
  expireAt: instant,
});
export type MediaLinkRecord = z.infer<typeof mediaLinkRecord>;
