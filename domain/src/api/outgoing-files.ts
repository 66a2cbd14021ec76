import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { recordId } from './tenant-params.ts';

/** Called by providers only; the address is made for one message, and runs out. */
export const getOutgoingFile = endpoint({
  id: 'getOutgoingFile',
  method: 'GET',
  path: '/outgoing-files/{outboxId}/{expires}/{signature}/{fileName}',
  summary: 'The file of a message that is being sent, for its provider to fetch: a signed address that runs out.',
  access: 'public',
  params: z.object({
    outboxId: recordId,
    expires: z.coerce.number().int().min(0),
    signature: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    fileName: z.string(),
  }),
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
  bytes: { answer: '*/*' },
});
