/**
 * gRPC codes that are about the request itself: trying the same again fails the same way.
 * @see https://grpc.io/docs/guides/status-codes/
 */
const OF_THE_REQUEST = new Set([
  3 /* INVALID_ARGUMENT */, 5 /* NOT_FOUND */, 9 /* FAILED_PRECONDITION */, 11 /* OUT_OF_RANGE */,
]);

/**
 * Whether an error says that Firestore is not there, or too busy: then a webhook must be delivered again. What has no code at all is a
 * defect of ours with this one item.
 */
export function isOutage(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return !OF_THE_REQUEST.has(code);
  // Sockets fail with words: ECONNREFUSED, ETIMEDOUT.
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
