import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { tenantId } from './tenant-params.ts';

const onMember = z.object({ tenantId, uid: z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,128}$/) });

export const changeMember = endpoint({
  id: 'changeMember',
  method: 'PATCH',
  path: '/tenants/{tenantId}/members/{uid}',
  summary: 'Changes the role of one of an importer’s people, at once. Nobody changes their own.',
  access: 'steward',
  params: onMember,
  query: z.object({}),
  body: z.object({ role: z.enum(['admin', 'member']) }),
  answer: z.object({ uid: z.string(), role: z.enum(['admin', 'member']) }),
  status: 200,
  failures: { 'own-role': 409 },
  needsIdempotencyKey: false,
});

export const removeMember = endpoint({
  id: 'removeMember',
  method: 'DELETE',
  path: '/tenants/{tenantId}/members/{uid}',
  summary: 'Takes an importer’s dashboard away from one of its people, at once. Nobody removes themselves.',
  access: 'steward',
  params: onMember,
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'own-role': 409 },
  needsIdempotencyKey: false,
});
