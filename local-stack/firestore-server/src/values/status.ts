/** The canonical gRPC status codes. @see https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
export const STATUS_CODE = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type StatusName = keyof typeof STATUS_CODE;

/** A status as it travels inside messages (google.rpc.Status). */
export type Status = { code: number; message: string };

/**
 * A request that Firestore refuses. Every layer throws it with the status and the sentence the client shall see; the
 * transports turn it into their own shape. Anything else that is thrown is a fault of this server and becomes INTERNAL.
 */
export class FirestoreError extends Error {
  override readonly name = 'FirestoreError';
  readonly status: StatusName;

  constructor(status: StatusName, message: string) {
    super(message);
    this.status = status;
  }

  get code(): number {
    return STATUS_CODE[this.status];
  }
}

/** Short form for the most frequent refusal. */
export function invalidArgument(message: string): FirestoreError {
  return new FirestoreError('INVALID_ARGUMENT', message);
}

/**
 * Gives every thrown thing a status. A fault of ours keeps its message, because the reader of a local server's answer
 * is the developer; INTERNAL is retried by the SDKs on reads, so it never stands for a refusal.
 */
export function toFirestoreError(thrown: unknown): FirestoreError {
  if (thrown instanceof FirestoreError) return thrown;
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new FirestoreError('INTERNAL', `The local Firestore failed: ${text}`);
}
