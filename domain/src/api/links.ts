import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { tenantId } from './tenant-params.ts';

const linkLabel = z.string().trim().min(1).max(60);

/** The deep link on one receiving number. */
export const linkUrl = z.object({ number: z.string(), numberDisplay: z.string(), url: z.string() });

/** A deep link as the API tells it (R55); the live record has the same and its counts. */
export const linkAnswer = z.object({
  code: z.string(),
  /** what the message has to begin with: start_maria7k */
  text: z.string(),
  label: z.string(),
  isActive: z.boolean(),
  /** the tenant's own numbers first, then the shared ones; empty while there is no number */
  urls: z.array(linkUrl),
});

export const createLink = endpoint({
  id: 'createLink',
  method: 'POST',
  path: '/tenants/{tenantId}/links',
  summary: 'Makes a deep link with a code of its own that binds new contacts to the tenant.',
  access: 'member',
  params: z.object({ tenantId }),
  query: z.object({}),
  body: z.object({ label: linkLabel }),
  answer: linkAnswer,
  status: 201,
  failures: { 'too-many-links': 409 },
  needsIdempotencyKey: false,
});

export const changeLink = endpoint({
  id: 'changeLink',
  method: 'PATCH',
  path: '/tenants/{tenantId}/links/{code}',
  summary: 'Renames a deep link or switches it on or off; its addresses are made anew of the numbers there are now.',
  access: 'member',
  params: z.object({ tenantId, code: z.string().regex(/^[a-z0-9]{4,24}$/) }),
  query: z.object({}),
  body: z.object({ label: linkLabel.optional(), isActive: z.boolean().optional() }),
  answer: linkAnswer,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
