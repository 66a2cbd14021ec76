import { Metadata, type ServiceError } from '@grpc/grpc-js';
import { toFirestoreError } from '../values/status.ts';

/** What grpc-js sends as trailers. INTERNAL faults are printed too: they are bugs of this server. */
export function toServiceError(thrown: unknown): ServiceError {
  const error = toFirestoreError(thrown);
  if (error.status === 'INTERNAL') console.error(thrown);
  return Object.assign(new Error(error.message), {
    code: error.code,
    details: error.message,
    metadata: new Metadata(),
  });
}
