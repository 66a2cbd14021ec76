/**
 * How many other documents rules may read: 10 for one operation; a request of several operations (batch, transaction,
 * multi-document read) has 20 in all and still 10 for each. A document that was read once is free afterwards.
 * @see https://firebase.google.com/docs/firestore/security/rules-conditions "Access call limits"
 */
import type { Value } from './values.ts';

/** Distinct documents that the rules of one operation may read. */
export const MAX_READS_PER_OPERATION = 10;

/** The reads of one client request so far, shared by its operations. Made by newReadBudget; opaque to callers. */
export type ReadBudget = {
  readonly perRequest: number;
  spent: number;
  /** By state and path; the resource as rules see it, null for a missing document. */
  readonly seen: Map<string, Value>;
};

/** A fresh budget: 10 for a single-document request or a query, 20 for a batch, transaction or multi-document read. */
export function newReadBudget({ perRequest }: { perRequest: 10 | 20 }): ReadBudget {
  return { perRequest, spent: 0, seen: new Map() };
}
