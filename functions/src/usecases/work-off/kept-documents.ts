import type { Fields } from '@casillero/domain/records/document-write';

/** Documents of a collection, oldest by their field `at` first; at most `limit`. Outside of any transaction. */
export type ListByTime = (
  collection: string,
  limit: number,
) => Promise<readonly { readonly id: string; readonly fields: Fields }[]>;

/** Ids of a tenant's batches or screenshots that a sender sent, in any order; at most `limit`. */
export type FindBySender = (
  tenantId: string,
  kind: 'batches' | 'screenshots',
  senderId: string,
  limit: number,
) => Promise<readonly string[]>;
