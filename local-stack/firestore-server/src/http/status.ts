import type { FirestoreError, StatusName } from '../values/status.ts';

/** @see https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
const HTTP_STATUS: Readonly<Record<StatusName, number>> = {
  OK: 200,
  CANCELLED: 499,
  UNKNOWN: 500,
  INVALID_ARGUMENT: 400,
  DEADLINE_EXCEEDED: 504,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  PERMISSION_DENIED: 403,
  RESOURCE_EXHAUSTED: 429,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  OUT_OF_RANGE: 400,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DATA_LOSS: 500,
  UNAUTHENTICATED: 401,
};

export function httpStatusOf(error: FirestoreError): number {
  return HTTP_STATUS[error.status];
}

/** The body of a failed REST call, and of the error message inside a WebChannel. */
export function errorBody(error: FirestoreError): { error: { code: number; message: string; status: StatusName } } {
  return { error: { code: httpStatusOf(error), message: error.message, status: error.status } };
}
