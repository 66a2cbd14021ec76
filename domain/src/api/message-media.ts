import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

export const getMessageMedia = endpoint({
  id: 'getMessageMedia',
  method: 'GET',
  path: '/tenants/{tenantId}/conversations/{senderId}/messages/{messageId}/media/{position}/{rendition}',
  summary:
    'The bytes of a file in a conversation, `position` counted from 0: as it was sent, as a picture that every browser shows, or as a small WebP.',
  access: 'viewer',
  params: z.object({
    tenantId,
    senderId: recordId,
    messageId: recordId,
    position: z.coerce.number().int().min(0).max(9),
    rendition: z.enum(['original', 'picture', 'thumbnail']),
  }),
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
  bytes: { answer: '*/*' },
});
